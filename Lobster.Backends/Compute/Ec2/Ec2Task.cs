using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Work that the panel follows, as <see cref="Ec2Tasks"/> writes it. A closed family.</summary>
internal abstract record Ec2Task
{
    private Ec2Task()
    {
    }

    /// <summary>A create: until it runs, and has the address that it shall have.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Key">The key pair that is still to be deleted; null: none.</param>
    /// <param name="HasElastic">Whether it gets an Elastic IP address.</param>
    public sealed record Creating(Ec2Id Vm, string? Key, bool HasElastic) : Ec2Task;

    /// <summary>A guest that was asked to shut down, and loses its power if it does not.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Deadline">Until when it is waited for, in Unix seconds.</param>
    public sealed record Stopping(Ec2Id Vm, long Deadline) : Ec2Task;

    /// <summary>A new disk.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Image">Of which image.</param>
    /// <param name="Replacement">AWS's task; null: the machine is started first, since AWS replaces disks of running machines only.</param>
    public sealed record Reimaging(Ec2Id Vm, string Image, string? Replacement) : Ec2Task;

    /// <summary>A new size: stop, change, start.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Goal">What it shall have.</param>
    /// <param name="From">The instance type that it had.</param>
    /// <param name="EndsRunning">Whether it runs in the end.</param>
    /// <param name="Problem">Why it goes back to what it had; null: it does not.</param>
    public sealed record Resizing(Ec2Id Vm, Ec2Goal Goal, string From, bool EndsRunning, BackendErrorKind? Problem) : Ec2Task;

    /// <summary>An image that is being made.</summary>
    /// <param name="Image">The image.</param>
    /// <param name="Made">When it was asked for, in Unix seconds.</param>
    public sealed record Imaging(string Image, long Made) : Ec2Task;

    /// <summary>A reverse name that is being set.</summary>
    /// <param name="Allocation">The Elastic IP address.</param>
    /// <param name="Name">The name; null: AWS's own.</param>
    public sealed record Naming(string Allocation, string? Name) : Ec2Task;
}
