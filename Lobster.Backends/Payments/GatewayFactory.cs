using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments;

/// <summary>What the factories of gateways share: the checks of a form, and how a gateway comes of it.</summary>
internal abstract class GatewayFactory : IGatewayFactory
{
    public abstract string Type { get; }

    public abstract string DisplayName { get; }

    public abstract string CustomerLabel { get; }

    public abstract IReadOnlyList<OptionField> OptionFields { get; }

    public abstract IReadOnlyList<string> WebhookEvents { get; }

    public virtual string? WhyNot(string currency) => null;

    public IReadOnlyDictionary<string, string> Validate(GatewaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new Dictionary<string, string>();
        Check(Form(settings), settings, problems);
        return problems;
    }

    public IPaymentGateway Create(GatewaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var form = Form(settings);
        var missing = OptionFields.Where(f => f.Required && form.Text(f.Key).Length == 0).Select(f => KeyValuePair.Create(f.Key, "This must be filled in."));
        if (Validate(settings).Concat(missing).FirstOrDefault() is { Key: { } key, Value: var problem }) throw new ArgumentException($"{key}: {problem}", nameof(settings));
        return Make(form, settings);
    }

    /// <summary>Adds what is wrong: field key to message. Fields may be empty here.</summary>
    protected abstract void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems);

    /// <summary>Makes the gateway of a form that has passed all checks, with every required field filled in.</summary>
    protected abstract IPaymentGateway Make(FilledForm form, GatewaySettings settings);

    /// <summary>
    /// Checks the address of an API that belongs to the provider: where real money moves it must be one of the provider's own, elsewhere it may be a stand-in on this machine.
    /// </summary>
    protected static void CheckOwnAddress(FilledForm form, string key, GatewaySettings settings, IReadOnlyList<string> own, Dictionary<string, string> problems)
    {
        if (form.TextOrNull(key) is not { } text) return;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
            problems[key] = "Enter an address that begins with https://.";
        else if (own.All(o => new Uri(o).GetLeftPart(UriPartial.Authority) != address.GetLeftPart(UriPartial.Authority)) && (settings.IsProduction || !address.IsLoopback))
            problems[key] = $"Use one of the provider's own addresses: {string.Join(", ", own)}.";
    }

    private FilledForm Form(GatewaySettings settings) => new(settings.Options, settings.Secrets, OptionFields);
}
