namespace Lobster.Core.Payments;

/// <summary>What "test connection" found out.</summary>
/// <param name="Identity">Whom the provider takes us for: merchant, account or store. No secret.</param>
/// <param name="Warnings">What works but will hurt: a right that is missing, a webhook that is not registered. One sentence each.</param>
public sealed record GatewayCheck(string Identity, IReadOnlyList<string> Warnings);
