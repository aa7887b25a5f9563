using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>SSH keys: a create takes only keys that the account has, and the account has each key once.</summary>
internal sealed partial class DigitalOceanBackend
{
    private static IReadOnlyList<long> Ours(IEnumerable<DigitalOceanKey> keys) => [.. keys.Where(k => k.IsOurs).Select(k => k.Id)];

    private async Task<List<DigitalOceanKey>> ImportKeysAsync(CreateVm request, CancellationToken cancellationToken)
    {
        var keys = new List<DigitalOceanKey>();
        try
        {
            foreach (var line in request.SshKeys.Select(k => k.Trim()).Distinct()) keys.Add(await ImportAsync(DigitalOceanTags.KeyName(request.Token), line, cancellationToken));
            return [.. keys.DistinctBy(k => k.Id)];
        }
        catch (BackendException e)
        {
            await ForgetQuietlyAsync(Ours(keys), cancellationToken);
            // No machine was asked for yet, so nothing is lost but time. The import itself may be repeated: the key is then found under its name.
            if (e.Kind == BackendErrorKind.OutcomeUnknown) throw new BackendException(BackendErrorKind.Unavailable, "DigitalOcean did not take the SSH key in time.", e) { ProviderText = e.ProviderText };
            throw;
        }
    }

    private async Task<DigitalOceanKey> ImportAsync(string name, string line, CancellationToken cancellationToken)
    {
        try
        {
            return new DigitalOceanKey((await client.AddSshKeyAsync(name, line, cancellationToken)).Id, IsOurs: true);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict && DigitalOceanKey.Fingerprint(line) is { } fingerprint)
        {
            // An operator's, another create's that goes on just now, or our own after a lost answer. One that is gone by now is imported at the next try.
            var there = await client.FindSshKeyAsync(fingerprint, cancellationToken) ?? throw new BackendException(e.Kind, e.Message, e) { ProviderText = e.ProviderText };
            return new DigitalOceanKey(there.Id, there.Name == name);
        }
    }

    private async Task ForgetKeysAsync(IEnumerable<long> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await GoneIsFineAsync(client.DeleteSshKeyAsync(key, cancellationToken));
            await GoneIsFineAsync(client.DeleteTagAsync(DigitalOceanTags.KeyTag(key), cancellationToken));
        }
    }

    // Why the create was refused matters more than a public key that stays behind.
    private async Task ForgetQuietlyAsync(IEnumerable<long> keys, CancellationToken cancellationToken)
    {
        try
        {
            await ForgetKeysAsync(keys, cancellationToken);
        }
        catch (BackendException)
        {
            // A repeated create finds the key under its name and takes it with it.
        }
    }

    private static BackendException Refusal(BackendException e, List<DigitalOceanKey> keys)
    {
        var isAboutKeys = e.ProviderText?.Contains("key", StringComparison.OrdinalIgnoreCase) == true;
        return e.Kind switch
        {
            // A key that another create had imported is gone with that create; the next try imports it.
            BackendErrorKind.Rejected when isAboutKeys && keys.Exists(k => !k.IsOurs) =>
                new BackendException(BackendErrorKind.Conflict, "An SSH key was removed from the account at DigitalOcean just now.", e) { ProviderText = e.ProviderText },
            BackendErrorKind.NotFound => new BackendException(BackendErrorKind.Rejected, "DigitalOcean does not know the image or the plan.", e) { ProviderText = e.ProviderText },
            _ => e,
        };
    }
}
