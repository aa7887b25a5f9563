using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>The form of a region at another Lobster.</summary>
internal static class LobsterPanelFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "API address") { Required = true, Help = "The other panel's address with /api/ at its end, such as https://panel.example.com/api/." },
        new("apiId", "API ID") { Required = true, Help = "16 characters. The other panel's account page, API." },
        new("apiKey", "API key", OptionKind.Secret) { Required = true, Help = "128 characters, shown beside the ID. Half of it travels with each request, so the address must be https." },
        new("region", "Region") { Required = true, Help = "The name that the other panel gives to the region." },
        new("currency", "Currency of its prices") { Help = "Three letters, such as USD. Empty: its prices are not shown, since the other panel does not tell their currency." },
        CommonFields.Timeout,
        CommonFields.Trust,
    ];
}
