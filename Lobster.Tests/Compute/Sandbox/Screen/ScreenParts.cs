using Lobster.Backends.Compute.Sandbox;
using Lobster.Backends.Compute.Sandbox.Screen;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>Parts of a screen without a socket.</summary>
internal static class ScreenParts
{
    public static SandboxShell Shell(string name = "web1") => new(
        new SandboxMachine
        {
            Seq = 1, Name = name, Mark = null, PlanId = null, VCpus = 1, RamMb = 1024, DiskGb = 25, ImageId = "debian-13", IsIso = false,
            CreatedAt = 0, Power = PowerState.Running, CounterBiz = 0, TaskKind = null, Shown = null,
        },
        []);

    public static GuestScreen Guest() => new(Shell());

    /// <summary>The letters of a page, without the empty places at the ends of lines and empty lines at its end.</summary>
    public static string Text(TextGrid grid) => string.Join('\n', Enumerable.Range(0, ScreenSize.TextRows).Select(row =>
        string.Concat(Enumerable.Range(0, ScreenSize.TextColumns).Select(column => grid[row, column].Symbol)).TrimEnd())).TrimEnd('\n');
}
