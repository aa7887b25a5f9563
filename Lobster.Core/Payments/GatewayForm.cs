namespace Lobster.Core.Payments;

/// <summary>What an admin typed about a gateway. Lives in memory only, since it may hold new secrets.</summary>
/// <param name="Type">The gateway's type.</param>
/// <param name="Label">What customers read on the button; empty: the gateway's own words.</param>
/// <param name="SortOrder">Place among the ways to pay, as typed.</param>
/// <param name="Values">
/// By the fields' keys. A plain field that is absent or empty takes its default. A secret that is absent stays as it is stored; one that is empty is taken away.
/// </param>
public sealed record GatewayForm(string Type, string? Label, string? SortOrder, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Without the values, so that logging a form by accident leaks nothing.</summary>
    public override string ToString() => $"form of gateway {Type}";
}
