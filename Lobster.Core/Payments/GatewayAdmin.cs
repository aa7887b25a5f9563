using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>What admins do to gateways: set up, change, offer to customers and take away again. Nothing is ever deleted, since payments refer to it.</summary>
public sealed class GatewayAdmin(Transactions transactions, PaymentGateways gateways, GatewayDrafts drafts, GatewaySecrets secrets, BusinessClock clock)
{
    /// <summary>What stands before an option's key in <see cref="Refusal.Invalid.Field"/>.</summary>
    public const string OptionPrefix = "Options.";

    /// <summary>Sets a gateway up, not yet offered to customers, or changes it if it still is as the admin saw it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="version">The <see cref="Gateway.Version"/> that the form was filled from; null for a new one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<string>> SaveAsync(Actor actor, long? version, GatewayForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        try
        {
            return await transactions.RunAsync((db, token) => SaveAsync(db, actor, version, form, token), cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return EditedMeanwhile();
        }
    }

    /// <summary>Offers a gateway to customers or takes it away from them. Payments that were begun go on.</summary>
    public Task<Outcome<string>> SetOfferedAsync(Actor actor, string type, bool isOffered, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<string>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Gateways.SingleOrDefaultAsync(g => g.Type == type, token) is not { } gateway) return new Refusal.NotFound();
            if (gateway.IsOffered == isOffered) return type;
            gateway.IsOffered = isOffered;
            gateway.Version++;
            db.Record(clock.Now, actor, isOffered ? "gateway.offered" : "gateway.withdrawn", SubjectKind.Panel, 0, null, new { type });
            return type;
        }, cancellationToken);

    private async Task<Outcome<string>> SaveAsync(LobsterDbContext db, Actor actor, long? version, GatewayForm form, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        if (!gateways.Factories.TryGetValue(form.Type, out var factory)) return new Refusal.NotFound();
        var stored = await db.Gateways.SingleOrDefaultAsync(g => g.Type == form.Type, cancellationToken);
        if (stored?.Version != version) return EditedMeanwhile();
        if (FormText.Line("Label", form.Label, 64, false, out var label) is { } badLabel) return badLabel;
        if (FormText.Number("SortOrder", form.SortOrder, 0, 1000, out var order) is { } badOrder) return badOrder;
        if (drafts.Problems(form, stored).FirstOrDefault() is { Key: { } key, Value: var problem }) return new Refusal.Invalid(OptionPrefix + key, "{0}", problem);
        var settings = drafts.Settings(form, stored);
        var gateway = stored ?? new Gateway { Type = form.Type, Label = "" };
        if (form.Values.Keys.Any(settings.Secrets.ContainsKey)) (gateway.SecretsSetAt, gateway.SecretsSetBy) = (clock.Now, actor.ImpersonatorId ?? actor.UserId);
        (gateway.Label, gateway.SortOrder) = (label.Length > 0 ? label : factory.CustomerLabel, order);
        (gateway.Options, gateway.ProtectedSecrets) = (JsonSerializer.Serialize(settings.Options), secrets.Protect(settings.Secrets));
        if (stored is null) db.Gateways.Add(gateway);
        else gateway.Version++;
        // Which fields were typed, never what.
        db.Record(clock.Now, actor, stored is null ? "gateway.added" : "gateway.changed", SubjectKind.Panel, 0, null, new { form.Type, gateway.Label, fields = form.Values.Keys.Order(StringComparer.Ordinal) });
        return form.Type;
    }

    private static Refusal.Conflict EditedMeanwhile() => new("Somebody else changed this meanwhile. Nothing was saved. Load it again and repeat your change.");
}
