using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Consoles;

/// <summary>The SSH host keys that were pinned when consoles were first opened.</summary>
public sealed class HostKeys(Transactions transactions, TimeProvider time)
{
    /// <summary>The key pinned for a host of a machine's console; null: none yet.</summary>
    /// <param name="vmId">The machine.</param>
    /// <param name="host">Host and port.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<string?> FindAsync(VmId vmId, string host, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync((db, token) => db.VmHostKeys.Where(k => k.VmId == vmId && k.Host == host).Select(k => k.Key).SingleOrDefaultAsync(token), cancellationToken);

    /// <summary>Pins a key unless another was pinned meanwhile.</summary>
    /// <param name="vmId">The machine.</param>
    /// <param name="host">Host and port.</param>
    /// <param name="key">Kind and SHA-256, as <see cref="VmHostKey.Key"/>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The key that is pinned now.</returns>
    public async Task<string> PinAsync(VmId vmId, string host, string key, CancellationToken cancellationToken = default)
    {
        try
        {
            await transactions.RunAsync((db, _) =>
            {
                db.VmHostKeys.Add(new VmHostKey { VmId = vmId, Host = host, Key = key, FirstSeenAt = Instant.From(time.GetUtcNow()) });
                return Task.CompletedTask;
            }, cancellationToken);
            return key;
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another session was quicker.
            return await FindAsync(vmId, host, cancellationToken) ?? throw new InvalidOperationException("A host key could neither be written nor read.");
        }
    }
}
