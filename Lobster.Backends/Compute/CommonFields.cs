using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>Fields that the forms of several providers share.</summary>
internal static class CommonFields
{
    /// <summary>How long one request may take.</summary>
    public static OptionField Timeout { get; } = new("timeoutSeconds", "Seconds to wait for an answer", OptionKind.Number)
    {
        Default = "30", Min = 5, Max = 300, Help = "Lists of many machines may take a while.",
    };

    /// <summary>The one certificate or authority that a private cloud's server must show.</summary>
    public static OptionField Trust { get; } = new("trust", "Certificate to trust", OptionKind.Multiline)
    {
        Help = "For a server whose certificate no public authority signed: the certificate or its authority in PEM form, or the certificate's SHA-256 fingerprint. Nothing else is trusted then.",
    };

    /// <summary>Where the API of a public cloud is.</summary>
    public static OptionField Address(string otherwise) => new("address", "API address") { Default = otherwise, Help = "Only for a proxy or a test server." };
}
