using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>SSH keys and user data: a create takes only what the account has, so both are made for one create and removed again.</summary>
internal sealed partial class LunaNodeBackend
{
    private static string Label(Guid token) => $"lobster {token:N}";

    private async Task<(IReadOnlyList<string> Keys, IReadOnlyList<string> Scripts)> ImportAsync(CreateVm request, CancellationToken cancellationToken)
    {
        var (label, keys, scripts) = (Label(request.Token), new List<string>(), new List<string>());
        try
        {
            foreach (var key in request.SshKeys.Select(k => k.Trim()).Distinct()) keys.Add(await client.AddKeyAsync(label, key, cancellationToken));
            if (request.UserData is { } userData) scripts.Add(await client.AddScriptAsync(label, userData, cancellationToken));
            return (keys, scripts);
        }
        catch (BackendException e)
        {
            await ForgetAsync((keys, scripts), cancellationToken);
            // No machine was asked for yet. What may have been made all the same goes with the machine, which is made under the same label.
            if (e.Kind != BackendErrorKind.OutcomeUnknown) throw;
            throw new BackendException(BackendErrorKind.Unavailable, "Luna Node did not take the SSH key or the user data in time.", e) { ProviderText = e.ProviderText };
        }
    }

    // Those of a create whose answer was lost. Where the lists cannot be read they stay: a machine is not kept for a public key.
    private async Task<(IReadOnlyList<string> Keys, IReadOnlyList<string> Scripts)> PartsOfAsync(Guid token, CancellationToken cancellationToken)
    {
        var label = Label(token);
        try
        {
            var keys = (await client.KeysAsync(cancellationToken)).Where(k => (k.Label ?? k.Name) == label).Select(k => k.KeyId ?? k.Id).OfType<string>().ToList();
            var scripts = (await client.ScriptsAsync(cancellationToken)).Where(s => (s.Name ?? s.Label) == label).Select(s => s.ScriptId ?? s.Id).OfType<string>().ToList();
            return (keys, scripts);
        }
        catch (BackendException)
        {
            return ([], []);
        }
    }

    // What comes of the machine matters more than a key that stays behind.
    private async Task ForgetAsync((IReadOnlyList<string> Keys, IReadOnlyList<string> Scripts) parts, CancellationToken cancellationToken)
    {
        foreach (var key in parts.Keys) await QuietlyAsync(client.RemoveKeyAsync(key, cancellationToken));
        foreach (var script in parts.Scripts) await QuietlyAsync(client.RemoveScriptAsync(script, cancellationToken));
    }

    private static async Task QuietlyAsync(Task removal)
    {
        try
        {
            await removal;
        }
        catch (BackendException)
        {
            // Gone already, or it goes with the machine.
        }
    }
}
