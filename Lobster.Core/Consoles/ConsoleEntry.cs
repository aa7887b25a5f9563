using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Consoles;

/// <summary>What a ticket was worth. A closed family.</summary>
public abstract record ConsoleEntry
{
    private ConsoleEntry()
    {
    }

    /// <summary>It is used now, and the session counts as open.</summary>
    /// <param name="Id">The session.</param>
    /// <param name="VmId">Whose console.</param>
    /// <param name="Access">The way there, and the only one that may be taken.</param>
    public sealed record Granted(ConsoleId Id, VmId VmId, ConsoleAccess Access) : ConsoleEntry;

    /// <summary>Nothing.</summary>
    /// <param name="Why">Why.</param>
    public sealed record Refused(ConsoleRefusal Why) : ConsoleEntry;
}
