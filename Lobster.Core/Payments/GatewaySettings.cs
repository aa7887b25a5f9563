using Lobster.Core.Compute;

namespace Lobster.Core.Payments;

/// <summary>What the panel knows about a gateway, secrets in the clear. Lives in memory only.</summary>
/// <param name="Currency">The panel's currency, ISO 4217.</param>
/// <param name="IsProduction">Whether real money may move: addresses other than the provider's own are then refused.</param>
/// <param name="Options">Plain options by field key. Absent: the field's default.</param>
/// <param name="Secrets">Fields of kind <see cref="OptionKind.Secret"/>. Never logged.</param>
public sealed record GatewaySettings(
    string Currency, bool IsProduction, IReadOnlyDictionary<string, string> Options, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Without options and secrets, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => "settings of a gateway";
}
