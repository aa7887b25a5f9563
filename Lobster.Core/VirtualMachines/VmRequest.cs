using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>What the check of a request on a machine sees: the rows as they stand in the transaction that holds the account's row.</summary>
/// <param name="Db">The transaction's context.</param>
/// <param name="Account">The account, locked.</param>
/// <param name="Vm">The machine, tracked.</param>
/// <param name="Region">Its region.</param>
/// <param name="Now">The business moment.</param>
public sealed record VmRequest(LobsterDbContext Db, Account Account, VirtualMachine Vm, Region Region, Instant Now);
