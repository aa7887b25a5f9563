using System.Net;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Work that the panel follows, as <see cref="SolusVm2Tasks"/> writes it. A job is what the master calls a task. A closed family.</summary>
internal abstract record SolusVm2Task
{
    private SolusVm2Task()
    {
    }

    /// <summary>A create, of which the master names no job.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Keys">The keys that were imported for it, and go when it runs.</param>
    public sealed record Creating(long Vm, IReadOnlyList<long> Keys) : SolusVm2Task;

    /// <summary>A deletion.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Asked">When it was asked for, in Unix seconds.</param>
    /// <param name="Keys">Keys that a create has left.</param>
    public sealed record Deleting(long Vm, long Job, long Asked, IReadOnlyList<long> Keys) : SolusVm2Task;

    /// <summary>A start or restart: what ends running.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Keys">Keys that go when it runs.</param>
    public sealed record Starting(long Vm, long Job, IReadOnlyList<long> Keys) : SolusVm2Task;

    /// <summary>A guest that was asked to shut down, and loses its power if it does not.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Deadline">Until when it is waited for, in Unix seconds.</param>
    public sealed record Stopping(long Vm, long Job, long Deadline) : SolusVm2Task;

    /// <summary>A machine whose power is cut.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    public sealed record Cutting(long Vm, long Job) : SolusVm2Task;

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Keys">The keys that were imported for it, and go when it runs.</param>
    public sealed record Reimaging(long Vm, long Job, IReadOnlyList<long> Keys) : SolusVm2Task;

    /// <summary>A machine that is busy, maybe with what is asked for, and then gets another plan if it has not got it.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Plan">The plan.</param>
    /// <param name="DiskGb">Its disk in GB.</param>
    public sealed record Awaiting(long Vm, long Plan, int DiskGb) : SolusVm2Task;

    /// <summary>Another plan, after which the machine has the power state that it had.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Plan">The plan.</param>
    /// <param name="EndsRunning">Whether it is to run in the end.</param>
    public sealed record Resizing(long Vm, long Job, long Plan, bool EndsRunning) : SolusVm2Task;

    /// <summary>A start with the size that it had, since the change failed.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    public sealed record Restoring(long Vm, long Job) : SolusVm2Task;

    /// <summary>One more address, which the master does not name: it is the one that was not there.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Known">Those that were there.</param>
    public sealed record Adding(long Vm, long Job, IReadOnlyList<IPAddress> Known) : SolusVm2Task;

    /// <summary>An address that goes.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Address">The address.</param>
    public sealed record Removing(long Vm, long Job, IPAddress Address) : SolusVm2Task;
}
