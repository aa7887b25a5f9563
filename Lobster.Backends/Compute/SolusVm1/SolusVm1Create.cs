namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>A machine as <c>vserver-create</c> is asked for it. Null is not sent.</summary>
/// <param name="Hostname">A full name.</param>
/// <param name="Password">Root's password.</param>
/// <param name="Plan">The SolusVM plan.</param>
/// <param name="Template">The template's file name.</param>
/// <param name="DiskGb">Disk in GB.</param>
/// <param name="Cpus">Processors.</param>
internal sealed record SolusVm1Create(string Hostname, string Password, string Plan, string Template, int DiskGb, int Cpus)
{
    /// <summary>RAM in MB; null where it is set after the creation.</summary>
    public int? RamMb { get; init; }

    /// <summary>Transfer a month in GB, beyond which the master may hold the machine; null: the plan's.</summary>
    public int? BandwidthGb { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"machine {Hostname}";
}
