using System.Globalization;
using System.Text.RegularExpressions;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What a simulated machine knows to answer, on its serial line as on its screen: a few words about itself.</summary>
internal sealed partial class SandboxShell(SandboxMachine machine, IReadOnlyList<VmAddress> addresses)
{
    /// <summary>Empties what shows it; <see cref="SandboxConversation"/> does that.</summary>
    public const string Clear = "clear";

    /// <summary>The name that its owner gave it.</summary>
    public string Name => machine.Name;

    /// <summary>Its name as one word.</summary>
    public string Hostname { get; } = NoHostname().Replace(machine.Name, "-");

    public IReadOnlyList<string> BootLines => SandboxBootLog.Lines(machine);

    public string Prompt(string user) => $"{SandboxAnsi.Green($"{user}@{Hostname}")}:~{(user == "root" ? '#' : '$')} ";

    /// <summary>What a command prints, without a line end; null: it ends the session.</summary>
    public string? Answer(string command) => command switch
    {
        "" => "",
        "help" => "help  hostname  uname  nproc  free  df  ip  clear  exit",
        "hostname" => Hostname,
        "uname" => "Sandbox (simulated, no system runs here)",
        "nproc" => machine.VCpus.ToString(CultureInfo.InvariantCulture),
        "free" => $"{machine.RamMb} MB",
        "df" => $"{machine.DiskGb} GB",
        "ip" => string.Join("\r\n", addresses.Select(a => $"{a.Address}/{a.PrefixLength}")),
        "exit" or "logout" => null,
        _ => $"{command.Split(' ')[0]}: not in this simulation",
    };

    [GeneratedRegex("[^A-Za-z0-9.-]+")]
    private static partial Regex NoHostname();
}
