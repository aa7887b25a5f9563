using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Payments;

namespace Lobster.Core.TopUps;

/// <summary>Switches automatic top-up on and off. Only the customer switches it on; staff may end it with a reason. Safe from many threads.</summary>
public sealed class TopUpDesk(Transactions transactions, CardGateways gateways, PaymentMail mail, BillingOptions billing, PaymentOptions options, BusinessClock clock)
{
    /// <summary>The longest reason of staff, in characters.</summary>
    public const int LongestReason = 300;

    private sealed record Rule(int Hours, Money Amount, Money Ceiling);

    /// <summary>Sets the rule and switches it on; what had declined before is forgotten. Needs a saved card.</summary>
    public async Task<Outcome<bool>> SwitchOnAsync(Actor actor, TopUpForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (Read(form, out var rule) is { } problem) return problem;
        var offered = await gateways.OfferedAsync(cancellationToken);
        return await transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterOwnAccountAsync(actor, form.AccountId, token) is { } refusal) return refusal;
            if (await db.CardAsync(form.AccountId, token) is not { } card) return new Refusal.Conflict("Save a card first.");
            if (offered.All(w => w.Type != card.Gateway)) return new Refusal.Conflict("This card cannot be charged at the moment.");
            var now = clock.Now;
            if (await db.TopUpAsync(form.AccountId, token) is not { } topUp) db.TopUps.Add(topUp = new TopUp { AccountId = form.AccountId });
            (topUp.ThresholdHours, topUp.Amount, topUp.MonthlyCeiling) = (rule.Hours, rule.Amount, rule.Ceiling);
            topUp.Switch(TopUpState.On, now);
            db.Record(
                now, actor, "topup.on", SubjectKind.Account, form.AccountId.Value, form.AccountId,
                new { hours = rule.Hours, amount = rule.Amount.ToString(), ceiling = rule.Ceiling.ToString(), card = card.Title });
            return true;
        }, cancellationToken);
    }

    /// <summary>Switches it off by the customer's word. A payment that is under way is finished only if it was charged already. Off already: nothing happens.</summary>
    public Task<Outcome<bool>> SwitchOffAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterOwnAccountAsync(actor, accountId, token) is { } refusal) return refusal;
            if (await db.TopUpAsync(accountId, token) is not { State: not TopUpState.Off } topUp) return false;
            topUp.Switch(TopUpState.Off, clock.Now);
            db.Record(clock.Now, actor, "topup.off", SubjectKind.Account, accountId.Value, accountId);
            return true;
        }, cancellationToken);

    /// <summary>Ends it by staff, for a reason that its owner reads. Finance and admins only.</summary>
    public Task<Outcome<bool>> StopAsync(Actor actor, AccountId accountId, string? reason, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<bool>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is { } refusal) return refusal;
            var text = reason?.Trim() ?? "";
            if (StaffText.Check(nameof(reason), text, LongestReason) is { } problem) return problem;
            if (!await db.TakeAccountAsync(accountId, token)) return new Refusal.NotFound();
            if (await db.TopUpAsync(accountId, token) is not { State: TopUpState.On } topUp) return new Refusal.Conflict("Automatic top-up is not on.");
            topUp.Stop(TopUpStop.Staff, text, clock.Now);
            db.Record(clock.Now, actor, "topup.stopped", SubjectKind.Account, accountId.Value, accountId, new { reason = text });
            await mail.TellAsync(db, accountId, new TopUpNews(TopUpNewsKind.StoppedByStaff) { Reason = text }, $"topup/{accountId}/stopped/{topUp.Version}", token);
            return true;
        }, cancellationToken);

    private Refusal.Invalid? Read(TopUpForm form, out Rule rule)
    {
        rule = new Rule(0, default, default);
        if (!int.TryParse(form.Hours?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours is < TopUpRules.LeastHours or > TopUpRules.MostHours)
            return new Refusal.Invalid(nameof(form.Hours), "Enter {0} to {1} hours.", TopUpRules.LeastHours, TopUpRules.MostHours);
        var (least, most, cap) = (Money.FromDecimal(billing.MinimumDeposit), Money.FromDecimal(billing.MaximumDeposit), Money.FromDecimal(options.AutomaticMostPerMonth));
        if (ReadAmount(nameof(form.Amount), form.Amount, out var amount) is { } wrong) return wrong;
        if (amount < least || amount > most) return new Refusal.Invalid(nameof(form.Amount), "Enter an amount from {0} to {1}.", billing.MinimumDeposit, billing.MaximumDeposit);
        if (ReadAmount(nameof(form.Ceiling), form.Ceiling, out var ceiling) is { } bad) return bad;
        if (ceiling < amount) return new Refusal.Invalid(nameof(form.Ceiling), "Enter at least the amount of one top-up.");
        if (ceiling > cap) return new Refusal.Invalid(nameof(form.Ceiling), "Enter at most {0}.", cap);
        rule = new Rule(hours, amount, ceiling);
        return null;
    }

    private Refusal.Invalid? ReadAmount(string field, string? text, out Money amount)
    {
        if (MoneyText.Read(text, out amount) is { } problem) return new Refusal.Invalid(field, problem);
        return MinorUnits.From(amount, billing.Currency) is null ? new Refusal.Invalid(field, "Use at most {0} decimals.", MinorUnits.Digits(billing.Currency)) : null;
    }
}
