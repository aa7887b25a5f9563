using System.Globalization;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What a simulated machine says while booting.</summary>
internal static class SandboxBootLog
{
    /// <summary>The lines, with colours, without line ends.</summary>
    public static IReadOnlyList<string> Lines(SandboxMachine machine) =>
    [
        "Lobster sandbox firmware",
        string.Create(CultureInfo.InvariantCulture, $"{machine.VCpus} {(machine.VCpus == 1 ? "processor" : "processors")}, {machine.RamMb} MB memory, {machine.DiskGb} GB disk"),
        $"Booting {machine.ImageId} ...",
        Ok("Mounted", "root.mount", "Simulated disk"),
        Ok("Started", "network.service", "Simulated network"),
        Ok("Started", "clock.service", "Time of the host"),
        Ok("Reached target", "login.target", "Log-in"),
        "This machine is simulated: no system runs in it.",
        $"{machine.Name} is up.",
    ];

    /// <summary>The same as one plain text.</summary>
    public static string Of(SandboxMachine machine) => SandboxAnsi.Plain(string.Join('\n', Lines(machine)));

    private static string Ok(string what, string unit, string description) => $"[{SandboxAnsi.Green("  OK  ")}] {what} {SandboxAnsi.Blue(unit)} - {description}.";
}
