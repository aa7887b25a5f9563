using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Work that the panel follows, as <see cref="GceTasks"/> writes it. Which step comes next is read from the machine itself, so that beginning one twice does no harm. A closed
/// family.
/// </summary>
internal abstract record GceTask
{
    private GceTask()
    {
    }

    /// <summary>The path of Google's operation that the step under way is; null: none is known.</summary>
    public string? Operation { get; init; }

    /// <summary>One operation and nothing after it.</summary>
    public sealed record Acting : GceTask;

    /// <summary>A create, after which the machine's public address is kept.</summary>
    /// <param name="Vm">The machine.</param>
    public sealed record Creating(GcePlace Vm) : GceTask;

    /// <summary>A deletion, after which what was kept for the machine goes.</summary>
    /// <param name="Vm">The machine.</param>
    public sealed record Deleting(GcePlace Vm) : GceTask;

    /// <summary>A new size.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Type">The machine type that it goes to.</param>
    /// <param name="DiskGb">How large its disk becomes; 0: it stays.</param>
    /// <param name="From">The type that it had.</param>
    /// <param name="Problem">Why it goes back to the type that it had; null: it does not.</param>
    public sealed record Resizing(GcePlace Vm, string Type, int DiskGb, string From, BackendErrorKind? Problem = null) : GceTask;

    /// <summary>A fresh disk.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Disk">The disk that it gets.</param>
    /// <param name="Old">The disk that it had, and that goes in the end.</param>
    /// <param name="Source">What the new disk is made of.</param>
    /// <param name="Problem">Why it goes back to the disk that it had; null: it does not.</param>
    public sealed record Reimaging(GcePlace Vm, string Disk, string Old, GceDiskSource Source, BackendErrorKind? Problem = null) : GceTask;

    /// <summary>An image that is made.</summary>
    /// <param name="Image">Its name.</param>
    public sealed record Imaging(string Image) : GceTask;
}
