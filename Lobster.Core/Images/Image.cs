using Lobster.Core.Accounts;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Images;

/// <summary>What a machine boots. Public when no account owns it.</summary>
public sealed class Image
{
    /// <summary>The image's number.</summary>
    public ImageId Id { get; set; }

    /// <summary>The owner; null: public.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>The one region it lies in.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>What customers see.</summary>
    public required string Name { get; set; }

    /// <summary>A second line ("Trixie, 64 bit").</summary>
    public string Description { get; set; } = "";

    /// <summary>Template or ISO.</summary>
    public ImageKind Kind { get; set; }

    /// <summary>Where it is in its life.</summary>
    public ImageState State { get; set; }

    /// <summary>What the backend calls it; null until the backend has accepted it.</summary>
    public string? BackendId { get; set; }

    /// <summary>Whole MB on the backend's storage; null while unknown, which is not zero.</summary>
    public long? SizeMb { get; set; }

    /// <summary>Whether customers see it (public images).</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>The machine it was made from, if it was.</summary>
    public VmId? SourceVmId { get; set; }

    /// <summary>Where it was fetched from, if it was.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>The request that made it, unique; null for public images.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>Since when its storage is billed, on whole seconds; null for public images and until the backend has it.</summary>
    public Instant? BillingStart { get; set; }

    /// <summary>Up to when its storage has been charged; never null once billing has started.</summary>
    public Instant? ChargedUntil { get; set; }

    /// <summary>When billing ended; null while it runs.</summary>
    public Instant? BillingEnd { get; set; }

    /// <summary>Why it failed, in words for its owner.</summary>
    public string? Error { get; set; }

    /// <summary>When it was made (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When the backend had let it go; rows stay.</summary>
    public Instant? DeletedAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
