using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Asks a provider with the values of a form, saved or not, whether it would work.</summary>
public sealed class GatewayTest(Transactions transactions, PaymentGateways gateways, GatewayDrafts drafts, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tests. Nothing is saved; a failure is told in words that hold no secret.</summary>
    public async Task<Outcome<GatewayCheck>> RunAsync(Actor actor, GatewayForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var (refusal, stored) = await transactions.ReadAsync(async (db, token) => (
            await db.EnterStaffAsync(actor, token, UserRoles.Admin), await db.Gateways.SingleOrDefaultAsync(g => g.Type == form.Type, token)), cancellationToken);
        if (refusal is not null) return refusal;
        if (!gateways.Factories.TryGetValue(form.Type, out var factory)) return new Refusal.NotFound();
        if (drafts.Problems(form, stored).FirstOrDefault() is { Key: { } key, Value: var problem }) return new Refusal.Invalid(GatewayAdmin.OptionPrefix + key, "{0}", problem);
        return await AskAsync(factory, drafts.Settings(form, stored), cancellationToken);
    }

    private async Task<Outcome<GatewayCheck>> AskAsync(IGatewayFactory factory, GatewaySettings settings, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var check = await factory.Create(settings).CheckAsync(both.Token);
            return new GatewayCheck(check.Identity.Without(settings.Secrets), [.. check.Warnings.Select(w => w.Without(settings.Secrets))]);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Refusal.Conflict("It did not answer within {0} seconds.", (int)Patience.TotalSeconds);
        }
        catch (GatewayException e)
        {
            var said = e.Message.Without(settings.Secrets);
            return e.Kind switch
            {
                GatewayErrorKind.Unauthorized => new Refusal.Conflict("It refuses the credentials: {0}", said),
                GatewayErrorKind.Unavailable => new Refusal.Conflict("It cannot be reached: {0}", said),
                _ => new Refusal.Conflict("It answered: {0}", said),
            };
        }
        catch (ArgumentException e)
        {
            return new Refusal.Conflict("These settings cannot be used: {0}", e.Message.Without(settings.Secrets));
        }
    }
}
