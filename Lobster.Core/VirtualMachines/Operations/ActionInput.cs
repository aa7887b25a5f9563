using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What was filled in for a custom action waits encrypted for its turn: a field may hold a secret.</summary>
public sealed class ActionInput(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Lobster.VirtualMachines.ActionInput");

    /// <summary>Encrypts it; null for nothing.</summary>
    public string? Protect(IReadOnlyDictionary<string, string> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Count == 0 ? null : protector.Protect(JsonSerializer.Serialize(input));
    }

    /// <summary>Reads it back.</summary>
    public IReadOnlyDictionary<string, string> Read(string? input) =>
        input is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(protector.Unprotect(input))!;
}
