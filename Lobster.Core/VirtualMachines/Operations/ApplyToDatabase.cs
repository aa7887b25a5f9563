using Lobster.Core.Data;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Writes an operation's effect. Runs after the account's row was taken and the fencing number checked; may run several times.</summary>
/// <param name="db">The transaction's context.</param>
/// <param name="now">The business moment, read inside the transaction.</param>
/// <param name="cancellationToken">Cancels.</param>
public delegate Task ApplyToDatabase(LobsterDbContext db, Instant now, CancellationToken cancellationToken);
