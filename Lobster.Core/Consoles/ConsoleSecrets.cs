using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lobster.Core.Compute;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.Consoles;

/// <summary>Tickets, and the ways to consoles while they wait for one. Safe from many threads.</summary>
public sealed class ConsoleSecrets(IDataProtectionProvider protection)
{
    private const int TicketBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("Lobster.Consoles.Access");

    /// <summary>A new ticket of 256 random bits, in characters that a WebSocket's sub-protocol may hold (RFC 6455, 4.1; RFC 9110, 5.6.2).</summary>
    internal static string NewTicket() => RandomNumberGenerator.GetHexString(TicketBytes * 2, lowercase: true);

    /// <summary>What is stored of a ticket.</summary>
    internal static string Hash(string ticket) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));

    /// <summary>Encrypts.</summary>
    internal string Protect(ConsoleAccess access) => protector.Protect(JsonSerializer.Serialize(access));

    /// <summary>Decrypts; null when the key ring is not the one it was encrypted with.</summary>
    internal ConsoleAccess? Unprotect(string stored)
    {
        try
        {
            return JsonSerializer.Deserialize<ConsoleAccess>(protector.Unprotect(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
