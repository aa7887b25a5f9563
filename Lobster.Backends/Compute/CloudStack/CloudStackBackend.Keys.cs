using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>SSH keys: a create takes only key pairs that the account has, and the account has each key once.</summary>
internal sealed partial class CloudStackBackend
{
    private async Task<List<(string Name, bool IsOurs)>> ImportKeysAsync(CreateVm request, CancellationToken cancellationToken)
    {
        var keys = new List<(string Name, bool IsOurs)>();
        try
        {
            foreach (var (at, line) in request.SshKeys.Select(k => k.Trim()).Distinct().Index())
                keys.Add(await ImportAsync($"{CloudStackKeys.Prefix(request.Token)}{at}", line, cancellationToken));
            return keys;
        }
        catch (BackendException e)
        {
            await ForgetQuietlyAsync(keys.Where(k => k.IsOurs).Select(k => k.Name), cancellationToken);
            // No machine was asked for yet, so nothing is lost but time. The import itself may be repeated: the key is then found by its fingerprint.
            if (e.Kind == BackendErrorKind.OutcomeUnknown) throw new BackendException(BackendErrorKind.Unavailable, "CloudStack did not take the SSH key in time.", e) { ProviderText = e.ProviderText };
            throw;
        }
    }

    private async Task<(string Name, bool IsOurs)> ImportAsync(string name, string line, CancellationToken cancellationToken)
    {
        try
        {
            await client.AddKeyAsync(name, line, cancellationToken);
            return (name, true);
        }
        catch (BackendException e) when (e.ProviderText?.Contains("already exists", StringComparison.OrdinalIgnoreCase) == true && CloudStackKeys.Fingerprint(line) is { } fingerprint)
        {
            // An operator's, another create's that goes on just now, or our own after a lost answer. One that is gone by now is imported at the next try.
            var there = await client.KeysAsync(fingerprint, cancellationToken).FirstOrDefaultAsync(k => k.Fingerprint == fingerprint, cancellationToken)
                ?? throw new BackendException(BackendErrorKind.Conflict, "An SSH key was removed from the account at CloudStack just now.", e) { ProviderText = e.ProviderText };
            return (there.Name, there.Name == name);
        }
    }

    private async Task ForgetAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys) await QuietlyAsync(client.RemoveKeyAsync(key, cancellationToken));
    }

    // Why the create was refused matters more than a public key that stays behind.
    private async Task ForgetQuietlyAsync(IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        try
        {
            await ForgetAsync(keys, cancellationToken);
        }
        catch (BackendException)
        {
            // A repeated create finds the key by its fingerprint and takes it with it.
        }
    }
}
