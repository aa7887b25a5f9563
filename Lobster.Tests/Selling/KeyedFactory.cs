using Lobster.Core.Compute;
using Lobster.Tests.Compute;

namespace Lobster.Tests.Selling;

/// <summary>A backend with a secret, which answers "test connection" by telling that secret, as no backend should.</summary>
internal sealed class KeyedFactory : IBackendFactory
{
    public string Type => "keyed";

    public string DisplayName => "Keyed cloud";

    public int OptionsVersion => 2;

    public IReadOnlyList<OptionField> OptionFields { get; } =
    [
        new("url", "Address") { Required = true },
        new("token", "Token", OptionKind.Secret) { Required = true },
    ];

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings) =>
        settings.Options["url"].StartsWith("https://", StringComparison.Ordinal)
            ? new Dictionary<string, string>()
            : new Dictionary<string, string> { ["url"] = "Begin with https://." };

    public IComputeBackend Create(BackendSettings settings) =>
        throw new BackendException(BackendErrorKind.Unauthorized, $"{settings.Secrets["token"]} was refused.");
}
