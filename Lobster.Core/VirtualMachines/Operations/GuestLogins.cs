using System.Text.Json;
using Lobster.Core.Compute;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Keeps a login that a backend told once, encrypted, until its owner has seen it.</summary>
public sealed class GuestLogins(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Lobster.VirtualMachines.Login");

    /// <summary>Encrypts it onto the machine's row; nothing happens without a login.</summary>
    public void Keep(VirtualMachine vm, GuestLogin? login)
    {
        if (login is not null) vm.ProtectedPassword = protector.Protect(JsonSerializer.Serialize(login));
    }

    /// <summary>Decrypts what <see cref="Keep"/> stored; null when there is nothing.</summary>
    public GuestLogin? Read(VirtualMachine vm) =>
        vm.ProtectedPassword is null ? null : JsonSerializer.Deserialize<GuestLogin>(protector.Unprotect(vm.ProtectedPassword));
}
