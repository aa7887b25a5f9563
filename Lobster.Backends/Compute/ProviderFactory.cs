using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>What the factories of HTTP providers share: the checks of a form, and how a backend comes of it.</summary>
internal abstract class ProviderFactory : IBackendFactory
{
    public abstract string Type { get; }

    public abstract string DisplayName { get; }

    public virtual int OptionsVersion => 1;

    public abstract IReadOnlyList<OptionField> OptionFields { get; }

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new StoredOptions(settings, OptionFields);
        var problems = new Dictionary<string, string>();
        if (options.TextOrNull("address") is { } address && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0))
            problems["address"] = "Enter an address that begins with https://.";
        CheckTrust(options, problems);
        Check(options, problems);
        return problems;
    }

    public IComputeBackend Create(BackendSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new StoredOptions(settings, OptionFields);
        var missing = OptionFields.Where(f => f.Required && options.Text(f.Key).Length == 0).Select(f => KeyValuePair.Create(f.Key, "This must be filled in."));
        if (Validate(settings).Concat(missing).FirstOrDefault() is { Key: { } key, Value: var problem }) throw new ArgumentException($"{key}: {problem}", nameof(settings));
        return Make(options);
    }

    /// <summary>Adds what is wrong beyond an address that is none: field key to message. Fields may be empty here.</summary>
    protected abstract void Check(StoredOptions options, Dictionary<string, string> problems);

    /// <summary>Makes the backend of options that have passed all checks, with every required field filled in.</summary>
    protected abstract IComputeBackend Make(StoredOptions options);

    /// <summary>Sends a token with each request.</summary>
    protected static Func<HttpRequestMessage, CancellationToken, ValueTask> Bearer(string token) => (request, _) =>
    {
        request.Headers.Authorization = new("Bearer", token);
        return ValueTask.CompletedTask;
    };

    private static void CheckTrust(StoredOptions options, Dictionary<string, string> problems)
    {
        try
        {
            _ = options.Trust;
        }
        catch (FormatException e)
        {
            problems[CommonFields.Trust.Key] = e.Message;
        }
    }
}
