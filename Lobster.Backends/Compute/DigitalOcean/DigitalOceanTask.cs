using System.Net;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Work that the panel follows, as <see cref="DigitalOceanTasks"/> writes it. A closed family.</summary>
internal abstract record DigitalOceanTask
{
    private DigitalOceanTask()
    {
    }

    /// <summary>A create, after which the keys that were imported for it go.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The provider's action; null when it named none.</param>
    /// <param name="Keys">The keys.</param>
    public sealed record Creating(long Vm, long? Action, IReadOnlyList<long> Keys) : DigitalOceanTask;

    /// <summary>A deletion, after which the tag of the machine's token goes.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Token">Its token.</param>
    public sealed record Deleting(long Vm, Guid Token) : DigitalOceanTask;

    /// <summary>One action and nothing after it.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The action.</param>
    public sealed record Acting(long Vm, long Action) : DigitalOceanTask;

    /// <summary>A guest that was asked to shut down, and loses its power if it does not.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Deadline">Until when it is waited for, in Unix seconds.</param>
    public sealed record Stopping(long Vm, long Action, long Deadline) : DigitalOceanTask;

    /// <summary>A machine whose power is cut.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The action.</param>
    public sealed record Cutting(long Vm, long Action) : DigitalOceanTask;

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The action.</param>
    public sealed record Reimaging(long Vm, long Action) : DigitalOceanTask;

    /// <summary>A new size: stop, change, start.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Step">Which step runs.</param>
    /// <param name="Action">Its action.</param>
    /// <param name="Deadline">Until when a guest may shut down, in Unix seconds.</param>
    /// <param name="Size">The goal.</param>
    /// <param name="EndsRunning">Whether it is to run in the end.</param>
    public sealed record Resizing(long Vm, DigitalOceanResizeStep Step, long Action, long Deadline, DigitalOceanGoal Size, bool EndsRunning) : DigitalOceanTask;

    /// <summary>A snapshot, whose image is then found by its token.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Token">The snapshot's token.</param>
    public sealed record Snapshotting(long Vm, long Action, Guid Token) : DigitalOceanTask;

    /// <summary>An address that is being assigned.</summary>
    /// <param name="Address">The address.</param>
    /// <param name="Action">The action.</param>
    public sealed record Assigning(IPAddress Address, long Action) : DigitalOceanTask;
}
