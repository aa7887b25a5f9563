using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Crashes;

/// <summary>Something the panel does, which may be killed at each of its commits.</summary>
/// <param name="Prepare">What comes before it, undisturbed; gives the machine that it is about.</param>
/// <param name="Act">What is killed, and after the crash simply done again with the same request: as a customer would, or a timer.</param>
internal sealed record Scenario(Func<TestPanel, Task<VmId>> Prepare, Func<TestPanel, VmId, Guid, Task> Act);
