using Lobster.Core.Compute;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Consoles;

/// <summary>Opens the way to a console, to the address that the backend gave and to no other. Safe from many threads.</summary>
public interface IConsoleDialer
{
    /// <summary>Connects and logs in.</summary>
    /// <param name="vmId">Whose console.</param>
    /// <param name="access">The way; not <see cref="ConsoleAccess.Url"/>.</param>
    /// <param name="prompt">Who sits there, to be asked for a password that nobody gave.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ConsoleLineException">It cannot be had.</exception>
    Task<ConsoleLine> ConnectAsync(VmId vmId, ConsoleAccess access, IConsolePrompt prompt, CancellationToken cancellationToken);
}
