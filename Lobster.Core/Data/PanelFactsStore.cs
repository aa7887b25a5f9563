using System.Globalization;
using Lobster.Core.Billing;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Data;

/// <summary>Writes the panel's facts at the first start and holds every later start to them.</summary>
public static class PanelFactsStore
{
    private const string InstallationKey = "installation-id";
    private const string CurrencyKey = "currency";
    private const string IntervalKey = "interval-minutes";

    /// <summary>Reads the facts, writing them from <paramref name="options"/> when this is the first start.</summary>
    /// <exception cref="InvalidOperationException">A setting differs from what was stored; the message is a sentence for the operator.</exception>
    public static Task<PanelFacts> LoadAsync(Transactions transactions, BillingOptions options, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(async (db, token) =>
        {
            var stored = await db.PanelSettings.ToDictionaryAsync(s => s.Key, s => s.Value, token);
            var minutes = options.IntervalMinutes.ToString(CultureInfo.InvariantCulture);
            var id = Keep(db, stored, InstallationKey, Guid.CreateVersion7().ToString());
            Demand(nameof(BillingOptions.Currency), Keep(db, stored, CurrencyKey, options.Currency), options.Currency);
            Demand(nameof(BillingOptions.IntervalMinutes), Keep(db, stored, IntervalKey, minutes), minutes);
            return new PanelFacts(Guid.Parse(id), options.Currency, options.IntervalMinutes);
        }, cancellationToken);

    private static string Keep(LobsterDbContext db, Dictionary<string, string> stored, string key, string value)
    {
        if (stored.TryGetValue(key, out var known)) return known;
        db.PanelSettings.Add(new PanelSetting { Key = key, Value = value });
        return value;
    }

    private static void Demand(string setting, string stored, string configured)
    {
        if (stored != configured)
            throw new InvalidOperationException(
                $"{BillingOptions.Section}:{setting} is {configured}, but this panel was first started with {stored} and cannot change it.");
    }
}
