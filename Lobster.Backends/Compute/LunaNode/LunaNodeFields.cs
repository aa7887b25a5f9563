using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>The form of a Luna Node region.</summary>
internal static class LunaNodeFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("apiId", "API ID") { Required = true, Help = "16 characters. Luna Node's panel, API." },
        new("apiKey", "API key", OptionKind.Secret) { Required = true, Help = "128 characters, shown beside the ID. If the key is bound to addresses, allow those of this panel." },
        new("region", "Region") { Required = true, Help = "Luna Node's name of the place: toronto, montreal or roubaix." },
        CommonFields.Timeout,
        CommonFields.Address("https://dynamic.lunanode.com/"),
    ];
}
