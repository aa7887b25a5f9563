using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What came of a wait.</summary>
/// <param name="ResultId">The id of what was made; null when nothing was.</param>
/// <param name="Login">A login that the backend told only now.</param>
internal sealed record WaitResult(string? ResultId, GuestLogin? Login = null);
