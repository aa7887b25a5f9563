namespace Lobster.Core.Consoles;

/// <summary>What the machine's activity and the audit log tell of consoles.</summary>
internal static class ConsoleNews
{
    /// <summary>Data: kind, staff, and elsewhere where it is at the provider.</summary>
    public const string Opened = "vm.console.opened";

    /// <summary>Data: kind, staff, seconds, in, out, end.</summary>
    public const string Closed = "vm.console.closed";
}
