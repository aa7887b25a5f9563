using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What the simulated cloud accepts, refused in words fit for the customer.</summary>
internal static class SandboxRules
{
    public const string NoIsoSnapshot = "A machine installed from an ISO cannot be made into an image here.";

    public static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

    public static string Name(string name) =>
        name.Length is >= 1 and <= 64 && !name.Any(char.IsControl) && name.Trim().Length > 0
            ? name
            : throw Rejected("A name has 1 to 64 printable characters.");

    public static void UserData(string? userData)
    {
        if (userData is not null && Encoding.UTF8.GetByteCount(userData) > 65_536)
            throw Rejected("User data may have at most 64 KiB.");
    }

    /// <summary>The plan's figures where a plan is named, else the figures asked for.</summary>
    public static VmSize Size(VmSize size)
    {
        if (size.PlanId is { } planId)
        {
            var plan = SandboxCatalogue.Plans.FirstOrDefault(p => p.Id == planId) ?? throw Rejected($"There is no plan '{planId}' in this region.");
            return size with { VCpus = plan.VCpus!.Value, RamMb = plan.RamMb!.Value, DiskGb = plan.DiskGb!.Value };
        }

        return size is { VCpus: >= 1 and <= 256, RamMb: >= 128 and <= 4_194_304, DiskGb: >= 1 and <= 65_536 }
            ? size
            : throw Rejected("This region has no machine of that size.");
    }

    /// <summary>The first login; the same for the same machine, seed and turn, so that runs can be repeated. Opens nothing real.</summary>
    public static GuestLogin Login(string vmId, int seed, long turn) =>
        new("root", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{vmId}/{seed}/{turn}")))[..20]);

    public static List<string> Warnings(SandboxOptions options)
    {
        var warnings = new List<string> { "This is a simulation: its machines do not exist." };
        if (options.OutOfCapacity)
            warnings.Add("New machines are refused, since \"Out of capacity\" is on.");
        if (options.FailurePercent > 0)
            warnings.Add($"{options.FailurePercent} % of all calls fail, as asked.");
        return warnings;
    }
}
