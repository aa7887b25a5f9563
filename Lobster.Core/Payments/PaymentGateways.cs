using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Payments;

/// <summary>Makes the gateways that were set up, keeps each until its settings change, and knows those that are built in. Safe from many threads.</summary>
public sealed class PaymentGateways(
    Transactions transactions, IEnumerable<IGatewayFactory> factories, IEnumerable<BuiltInGateway> builtIn, GatewaySecrets secrets, BillingOptions options, PanelMode mode)
{
    private readonly Dictionary<string, IGatewayFactory> byType = factories.ToDictionary(f => f.Type);
    private readonly Dictionary<string, BuiltInGateway> always = builtIn.ToDictionary(g => g.Type);
    private readonly ConcurrentDictionary<string, (string Settings, IPaymentGateway Gateway)> made = new();

    /// <summary>Every type of gateway that this program knows, by its stable name.</summary>
    public IReadOnlyDictionary<string, IGatewayFactory> Factories => byType;

    /// <summary>Every type that a payment may be of, built-in ones too.</summary>
    public IEnumerable<string> Types => byType.Keys.Concat(always.Keys).Order(StringComparer.Ordinal);

    /// <summary>A gateway as it stands; null when there is none of this type, or none that was set up.</summary>
    /// <exception cref="GatewayException"><see cref="GatewayErrorKind.Unauthorized"/>: its settings cannot be read or used.</exception>
    public async Task<IPaymentGateway?> FindAsync(string type, CancellationToken cancellationToken = default)
    {
        if (always.TryGetValue(type, out var known)) return known.Gateway;
        if (!byType.ContainsKey(type)) return null;
        var row = await transactions.ReadAsync((db, token) => db.Gateways.SingleOrDefaultAsync(g => g.Type == type, token), cancellationToken);
        return row is null ? null : Of(row);
    }

    /// <summary>The ways to pay that customers may choose from, in their order.</summary>
    public async Task<IReadOnlyList<WayToPay>> OfferedAsync(CancellationToken cancellationToken = default)
    {
        var rows = await transactions.ReadAsync((db, token) => db.Gateways.Where(g => g.IsOffered).OrderBy(g => g.SortOrder).ThenBy(g => g.Type).ToListAsync(token), cancellationToken);
        return
        [
            .. rows.Where(r => byType.TryGetValue(r.Type, out var factory) && factory.WhyNot(options.Currency) is null).Select(r => new WayToPay(r.Type, r.Label, byType[r.Type].WebhookEvents.Count == 0)),
            .. always.Values.OrderBy(g => g.Label, StringComparer.Ordinal).Select(g => new WayToPay(g.Type, g.Label, IsByHand: false)),
        ];
    }

    /// <summary>What a type is called, for lists of old payments too.</summary>
    public string NameOf(string type) =>
        always.TryGetValue(type, out var known) ? known.Label : byType.TryGetValue(type, out var factory) ? factory.DisplayName : type;

    /// <summary>What a row says, secrets in the clear.</summary>
    internal GatewaySettings Settings(Gateway row) => new(
        options.Currency, !mode.IsDevelopment, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Options)!, secrets.Unprotect(row.ProtectedSecrets));

    private IPaymentGateway Of(Gateway row)
    {
        var settings = $"{row.Options}\n{row.ProtectedSecrets}";
        if (made.TryGetValue(row.Type, out var known) && known.Settings == settings) return known.Gateway;
        try
        {
            var gateway = byType[row.Type].Create(Settings(row));
            made[row.Type] = (settings, gateway);
            return gateway;
        }
        catch (Exception e) when (e is ArgumentException or JsonException or CryptographicException)
        {
            throw new GatewayException(GatewayErrorKind.Unauthorized, $"The settings of {byType[row.Type].DisplayName} cannot be used. Enter them again.", e);
        }
    }
}
