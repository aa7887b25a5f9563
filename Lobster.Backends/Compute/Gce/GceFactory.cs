using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Makes Google Compute Engine backends.</summary>
internal sealed partial class GceFactory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // A project is allowed 1,500 a minute of most groups of methods.
    private static readonly RequestRate Rate = new(20, TimeSpan.FromSeconds(1), 20);

    public override string Type => "gce";

    public override string DisplayName => "Google Compute Engine";

    public override IReadOnlyList<OptionField> OptionFields => GceFields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull(GceFields.Account) is { } file && AccountProblem(file) is { } problem) problems[GceFields.Account] = problem;
        if (options.TextOrNull("zone") is { } zone && !GcePlace.IsZone(zone)) problems["zone"] = "Enter a zone, such as us-central1-f; a region (us-central1) is not enough.";
        foreach (var key in new[] { "network", "subnetwork" })
            if (options.TextOrNull(key) is { } network && !NetworkPattern().IsMatch(network)) problems[key] = "Enter a name or a path.";
        if (!GceOptions.Projects(options.Text("imageProjects")).All(GceImageId.IsProject)) problems["imageProjects"] = "Enter ids of projects with commas between.";
        if (!GcePlace.IsName(options.Text("machineFamily"))) problems["machineFamily"] = "Enter the beginning of a machine type, such as e2 or n2d.";
        if (!UserPattern().IsMatch(options.Text("sshUser"))) problems["sshUser"] = "Enter the name of a Linux user.";
        foreach (var key in new[] { GceFields.MonitoringAddress, GceFields.TokenAddress })
            if (options.TextOrNull(key) is { } address && !IsAddress(address)) problems[key] = "Enter an address that begins with https://.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var account = GceAccount.Parse(options.Text(GceFields.Account));
        var compute = new ProviderEndpoint("Google", options.Address("address")) { Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = account.Project };
        var tokenAddress = options.TextOrNull(GceFields.TokenAddress) is { } other ? new Uri(other) : account.TokenAddress;
        var tokens = new GceTokens(clients.Create(compute with { Address = tokenAddress, Rate = null }, new GceTokenFaults()), account, tokenAddress, time);
        var faults = new GceFaults();
        var monitoring = compute with { Address = options.Address(GceFields.MonitoringAddress), Credential = $"{account.Project} monitoring" };
        return new GceBackend(
            options.Installation, GceOptions.Read(options, account),
            new GceClient(clients.Create(compute, faults, tokens.SignAsync, tokens.RenewAsync), account.Project),
            new GceMonitoring(clients.Create(monitoring, faults, tokens.SignAsync, tokens.RenewAsync), account.Project), time);
    }

    private static string? AccountProblem(string file)
    {
        try
        {
            GceAccount.Parse(file);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0;

    [GeneratedRegex("^[a-z0-9./:_-]+$")]
    private static partial Regex NetworkPattern();

    [GeneratedRegex("^[a-z_][a-z0-9_-]{0,31}$")]
    private static partial Regex UserPattern();
}
