using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>SSH keys: a machine takes only keys that the master has, so they are imported for it and go again. They carry the create's token in their names, and a machine tells its keys.</summary>
internal sealed partial class SolusVm2Backend
{
    private static IReadOnlyList<long> Ours(IEnumerable<SolusVm2Key> keys) => [.. keys.Where(k => k.IsOurs).Select(k => k.Id)];

    private static IReadOnlyList<long>? Ids(List<SolusVm2Key> keys) => keys.Count > 0 ? [.. keys.Select(k => k.Id)] : null;

    // What was imported only for this machine and is still there.
    private static IReadOnlyList<long> TemporaryKeys(SolusVm2Server vm) => [.. (vm.SshKeys ?? []).Where(k => k.Name == KeyName(vm)).Select(k => k.Id)];

    private static string KeyName(SolusVm2Server vm) => SolusVm2Keys.Name(SolusVm2Mapping.Mark(vm)?.Token ?? Guid.Empty);

    private async Task<List<SolusVm2Key>> ImportKeysAsync(string name, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        var keys = new List<SolusVm2Key>();
        if (lines.Count == 0) return keys;
        var there = await client.KeysAsync(cancellationToken).ToListAsync(cancellationToken);
        try
        {
            foreach (var line in lines.Select(l => l.Trim()).Distinct()) keys.Add(await ImportAsync(name, line, there, cancellationToken));
            return [.. keys.DistinctBy(k => k.Id)];
        }
        catch (BackendException e)
        {
            await ForgetQuietlyAsync(Ours(keys), cancellationToken);
            // No machine was asked for yet, so nothing is lost but time. The import itself may be repeated: the key is then found under its name.
            if (e.Kind == BackendErrorKind.OutcomeUnknown) throw new BackendException(BackendErrorKind.Unavailable, "SolusVM did not take the SSH key in time.", e) { ProviderText = e.ProviderText };
            throw;
        }
    }

    private async Task<SolusVm2Key> ImportAsync(string name, string line, List<SolusVm2SshKey> there, CancellationToken cancellationToken)
    {
        var same = there.Where(k => SolusVm2Keys.IsSame(k, line)).ToList();
        // From a try whose answer was lost.
        if (same.Find(k => k.Name == name) is { } own) return new SolusVm2Key(own.Id, IsOurs: true);
        try
        {
            return new SolusVm2Key((await client.AddKeyAsync(new SolusVm2AddSshKey(name, line) { UserId = options.User }, cancellationToken)).Id, IsOurs: true);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected && same.Count > 0)
        {
            // Refused because it is there already. An operator's stays and will do; one of another machine's goes soon, and then this one is taken.
            return same.Find(k => !SolusVm2Keys.IsTemporary(k)) is { } kept
                ? new SolusVm2Key(kept.Id, IsOurs: false)
                : throw new BackendException(BackendErrorKind.Conflict, "SolusVM makes another machine with this SSH key just now.", e) { ProviderText = e.ProviderText };
        }
    }

    private async Task ForgetKeysAsync(IEnumerable<long> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys) await GoneIsFineAsync(client.DeleteKeyAsync(key, cancellationToken));
    }

    // Why something was refused matters more than a public key that stays behind.
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
}
