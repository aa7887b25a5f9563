using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Makes SolusVM 2 backends.</summary>
internal sealed class SolusVm2Factory(ProviderClients clients, TimeProvider time) : ProviderFactory
{
    // A master tells no limit; it is one server, and a page of a list is short.
    private static readonly RequestRate Rate = new(10, TimeSpan.FromSeconds(1), 20);

    public override string Type => "solusvm2";

    public override string DisplayName => "SolusVM 2";

    public override IReadOnlyList<OptionField> OptionFields => SolusVm2Fields.All;

    protected override void Check(StoredOptions options, Dictionary<string, string> problems)
    {
        if (options.TextOrNull("project") is null == options.TextOrNull("user") is null) problems["project"] = "Enter either a project or a user.";
        if (options.Text("token").Any(c => c is < '!' or > '~')) problems["token"] = "A token has no spaces and no special letters.";
        if (!options.Text("cloudInit").All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')) problems["cloudInit"] = "Enter SolusVM's name of it, such as v2.";
    }

    protected override IComputeBackend Make(StoredOptions options)
    {
        var settings = SolusVm2Options.Read(options);
        var endpoint = new ProviderEndpoint("SolusVM", new Uri(settings.Master, "api/v1/"))
        {
            Timeout = options.Seconds("timeoutSeconds"), Rate = Rate, Credential = options.Credential("address", "token"), Trust = options.Trust,
        };
        var http = clients.Create(endpoint, new SolusVm2Faults(), Sign(options.Text("token")));
        return new SolusVm2Backend(options.Installation, settings, new SolusVm2Client(http), time);
    }

    // To whoever does not ask for JSON the master answers a refusal with a redirection to a page.
    private static Func<HttpRequestMessage, CancellationToken, ValueTask> Sign(string token)
    {
        var bearer = Bearer(token);
        return (request, cancellationToken) =>
        {
            request.Headers.Accept.ParseAdd("application/json");
            return bearer(request, cancellationToken);
        };
    }
}
