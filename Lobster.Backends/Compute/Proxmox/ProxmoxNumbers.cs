using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// The numbers of machines. Proxmox VE's next free number is one that a deleted machine had a moment ago, and a deletion that is repeated late would hit the next
/// customer's machine. So a number is taken from a large range by the token: it comes again for no other machine, it lets a create that is repeated collide with
/// itself, and it finds a machine whose tags cannot be seen yet. Pure.
/// </summary>
internal static class ProxmoxNumbers
{
    private const int Candidates = 8;

    /// <summary>The numbers that a token may have, in order of preference.</summary>
    public static IEnumerable<int> Of(Guid installation, Guid token, (int First, int Last) range)
    {
        var span = (ulong)(range.Last - range.First + 1);
        for (var i = 0; i < Candidates; i++)
        {
            var hash = SHA256.HashData([.. installation.ToByteArray(), .. token.ToByteArray(), (byte)i]);
            yield return range.First + (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % span);
        }
    }

    /// <summary>A machine's number; null when the text is none.</summary>
    public static int? Read(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>A number as the panel's id.</summary>
    public static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);
}
