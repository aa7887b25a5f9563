using System.Net;

namespace Lobster.Core.VirtualMachines;

/// <summary>What may stand in the address forms.</summary>
public static class AddressRules
{
    /// <summary>Checks an IP address; null when good.</summary>
    public static Refusal? Check(string? address) =>
        IPAddress.TryParse(address, out _) ? null : new Refusal.Invalid("Address", "Choose one of the machine's addresses.");

    /// <summary>Checks a reverse DNS name; empty resets it. Null when good.</summary>
    public static Refusal? CheckHostName(string? hostName)
    {
        if (string.IsNullOrWhiteSpace(hostName)) return null;
        var name = hostName.TrimEnd('.');
        var good = name.Length <= 253 && name.Contains('.') && Array.TrueForAll(name.Split('.'), IsLabel);
        return good ? null : new Refusal.Invalid("HostName", "Enter a full name such as web-1.example.com: letters, digits and hyphens, no spaces.");
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && label[0] != '-' && label[^1] != '-';
}
