namespace Lobster.Core.Compute;

/// <summary>Opens a machine's text terminal, for a backend that has one beside or instead of the screen of <see cref="IConsole"/>.</summary>
public interface ITerminal : ICapability
{
    /// <summary>A fresh way in, for one session. A machine that must run for it and does not is <see cref="BackendErrorKind.Conflict"/>.</summary>
    Task<ConsoleAccess> OpenTerminalAsync(string vmId, CancellationToken cancellationToken);
}
