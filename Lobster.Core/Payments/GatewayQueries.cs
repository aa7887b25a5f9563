using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Reads gateways for admins.</summary>
public sealed class GatewayQueries(Transactions transactions, PaymentGateways gateways, GatewayDrafts drafts, BillingOptions options, TimeProvider time)
{
    private const int Days = 7;

    /// <summary>Every type of gateway there is, those that were set up first; refused for others than admins.</summary>
    public Task<Outcome<IReadOnlyList<GatewayDetail>>> ListAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<IReadOnlyList<GatewayDetail>>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var rows = await db.Gateways.ToDictionaryAsync(g => g.Type, token);
            var all = new List<GatewayDetail>();
            foreach (var type in gateways.Factories.Keys.OrderBy(t => rows.GetValueOrDefault(t)?.SortOrder ?? int.MaxValue).ThenBy(t => t, StringComparer.Ordinal))
                all.Add(await DetailAsync(db, type, rows.GetValueOrDefault(type), token));
            return all;
        }, cancellationToken);

    /// <summary>One type; null when there is none or the actor may not see it.</summary>
    public Task<GatewayDetail?> FindAsync(Actor actor, string type, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
            await db.EnterStaffAsync(actor, token, UserRoles.Admin) is not null || !gateways.Factories.ContainsKey(type)
                ? null
                : await DetailAsync(db, type, await db.Gateways.SingleOrDefaultAsync(g => g.Type == type, token), token), cancellationToken);

    private async Task<GatewayDetail> DetailAsync(LobsterDbContext db, string type, Gateway? row, CancellationToken cancellationToken)
    {
        var factory = gateways.Factories[type];
        var detail = new GatewayDetail(type, factory.DisplayName, row?.Label ?? factory.CustomerLabel, factory.WhyNot(options.Currency), row?.Version);
        if (row is null) return detail;
        var first = Instant.From(time.GetUtcNow()).Day.AddDays(1 - Days);
        var since = Instant.StartOf(first);
        var rejected = await db.RejectedDeliveries.Where(r => r.Gateway == type && r.Day >= first).OrderByDescending(r => r.LastAt).ToListAsync(cancellationToken);
        var stored = (await db.GatewayEvents.Where(e => e.Gateway == type && e.ReceivedAt >= since).Select(e => e.ReceivedAt).ToListAsync(cancellationToken)).CountBy(at => at.Day).ToDictionary();
        return detail with
        {
            IsOffered = row.IsOffered,
            SortOrder = row.SortOrder,
            Options = JsonSerializer.Deserialize<Dictionary<string, string>>(row.Options) ?? [],
            SecretKeys = drafts.SecretKeys(row),
            SecretsSetAt = row.SecretsSetAt,
            SecretsSetBy = await db.Users.Where(u => u.Id == row.SecretsSetBy).Select(u => u.UserName).FirstOrDefaultAsync(cancellationToken),
            LastDeliveryAt = row.LastDeliveryAt,
            Rejected = rejected,
            Failed = await db.GatewayEvents.Where(e => e.Gateway == type && e.State == GatewayEventState.Failed).OrderByDescending(e => e.Id).Take(20).ToListAsync(cancellationToken),
            Days = [.. Enumerable.Range(0, Days).Select(first.AddDays).Select(d => new DeliveryDay(d, stored.GetValueOrDefault(d), rejected.Where(r => r.Day == d).Sum(r => r.Count)))],
        };
    }
}
