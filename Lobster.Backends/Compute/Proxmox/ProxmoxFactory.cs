using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Makes Proxmox VE backends.</summary>
internal sealed partial class ProxmoxFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    private const string Name = "Proxmox VE";

    // The server closes an unused connection after five seconds. A change that is sent just then would be of unknown outcome.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(3);

    public override string Type => "proxmox";

    public override string DisplayName => Name;

    public override IReadOnlyList<OptionField> OptionFields => ProxmoxFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        foreach (var key in (string[])["storage", "imageStorage", "bridge", "node", "pool", "guestUser"])
            if (options.TextOrNull(key) is { } name && !NamePattern().IsMatch(name)) problems[key] = "A name here has letters, digits, hyphens, dots and underscores only.";
        CheckCredentials(options, problems);
        CheckAddresses(options, problems);
        if (options.Number("firstNumber") > options.Number("lastNumber")) problems["lastNumber"] = "The highest number is below the lowest.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var root = Root(options.Text("address"));
        var endpoint = new ProviderEndpoint(Name, root) { Timeout = options.Seconds("timeoutSeconds"), Trust = options.Trust, Idle = Idle, IsFinal = ProxmoxFaults.IsFinal };
        var faults = new ProxmoxFaults();
        var session = options.TextOrNull("user") is { } user
            ? new ProxmoxSession(new ProxmoxLogin(clients.Create(endpoint, faults)), user, options.Text("password"), time)
            : null;
        var asUser = session is null ? null : new ProxmoxClient(clients.Create(endpoint, faults, session.SignAsync, session.RenewAsync));
        var asToken = options.TextOrNull("tokenId") is { } id ? new ProxmoxClient(clients.Create(endpoint, faults, Token(id, options.Text("tokenSecret")))) : null;
        var consoles = session is null ? null : new ProxmoxConsoles(root, options.Trust, session, asUser!, time);
        var client = asToken ?? asUser ?? throw new ArgumentException("There are no credentials.", nameof(options));
        return new ProxmoxBackend(options.Installation, options.TextOrNull("tokenId") ?? options.Text("user"), ProxmoxOptions.Read(options), client, consoles, time);
    }

    // With or without the path of the API, as people copy it.
    private static Uri Root(string address) => new(ApiPattern().Replace(address, "") + "/api2/json/");

    private static Func<HttpRequestMessage, CancellationToken, ValueTask> Token(string id, string secret) => (request, _) =>
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"PVEAPIToken={id}={secret}");
        return ValueTask.CompletedTask;
    };

    private static void CheckCredentials(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull("tokenId") is { } token && !TokenPattern().IsMatch(token)) problems["tokenId"] = "A token is named user@realm!name.";
        if (options.TextOrNull("user") is { } user && !UserPattern().IsMatch(user)) problems["user"] = "A user is named with the realm, such as root@pam.";
        if (options.Text("tokenSecret").Any(c => c is < '!' or > '~')) problems["tokenSecret"] = "The secret of a token has no spaces and no special letters.";
        CheckPair(options, problems, "tokenId", "tokenSecret");
        CheckPair(options, problems, "user", "password");
        if (options.TextOrNull("tokenId") is null && options.TextOrNull("user") is null) problems.TryAdd("tokenId", "Enter a token, or a user with password.");
    }

    private static void CheckPair(StoredOptions options, Dictionary<string, string> problems, string name, string secret)
    {
        var (hasName, hasSecret) = (options.TextOrNull(name) is not null, options.TextOrNull(secret) is not null);
        if (hasName != hasSecret) problems.TryAdd(hasName ? secret : name, "This must be filled in too.");
    }

    private static void CheckAddresses(StoredOptions options, Dictionary<string, string> problems)
    {
        try
        {
            ProxmoxPool.Parse(options.Text("addresses"));
        }
        catch (FormatException e)
        {
            problems["addresses"] = e.Message;
        }
    }

    [GeneratedRegex(@"/+(api2(/(json/*)?)?)?$")]
    private static partial Regex ApiPattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[^\s:/@!]+@[A-Za-z0-9._-]+$")]
    private static partial Regex UserPattern();

    [GeneratedRegex(@"^[^\s:/@!]+@[A-Za-z0-9._-]+![A-Za-z0-9._-]+$")]
    private static partial Regex TokenPattern();
}
