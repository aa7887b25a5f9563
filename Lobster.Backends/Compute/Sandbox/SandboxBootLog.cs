using System.Globalization;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What a simulated machine says on its serial line while booting.</summary>
internal static class SandboxBootLog
{
    public static string Of(SandboxMachine machine) => string.Create(CultureInfo.InvariantCulture, $"""
        Lobster sandbox firmware
        {machine.VCpus} processors, {machine.RamMb} MB memory, {machine.DiskGb} GB disk
        Booting {machine.ImageId} ...
        This machine is simulated: no system runs in it.
        {machine.Name} is up.
        """);
}
