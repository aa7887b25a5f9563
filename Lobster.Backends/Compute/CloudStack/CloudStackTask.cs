using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Work that the panel follows, as <see cref="CloudStackTasks"/> writes it: CloudStack's jobs, and what comes after them. A closed family.</summary>
internal abstract record CloudStackTask
{
    private CloudStackTask()
    {
    }

    /// <summary>A create, after which the keys that were imported for it go.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Keys">The keys' names.</param>
    public sealed record Creating(string Job, IReadOnlyList<string> Keys) : CloudStackTask;

    /// <summary>A deletion.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Expunge">Whether it is also to be forgotten at once, which some accounts may not ask for.</param>
    public sealed record Deleting(string Vm, string Job, bool Expunge) : CloudStackTask;

    /// <summary>One job and nothing after it.</summary>
    /// <param name="Job">The job.</param>
    public sealed record Acting(string Job) : CloudStackTask;

    /// <summary>A stop, which cuts the power where asking the guest fails.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job.</param>
    /// <param name="Forced">Whether the power is being cut.</param>
    public sealed record Stopping(string Vm, string Job, bool Forced) : CloudStackTask;

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Job">The job, whose result also has the new login.</param>
    /// <param name="Start">The job that starts it, where it was stopped; null: not begun.</param>
    public sealed record Reimaging(string Vm, string Job, string? Start) : CloudStackTask;

    /// <summary>A new size. Which step comes next is read from the machine itself.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Goal">The size it goes to.</param>
    /// <param name="From">The size it had.</param>
    /// <param name="Job">The job of the step that runs; null: none does.</param>
    /// <param name="Problem">Why it goes back to the size it had; null: it does not.</param>
    public sealed record Resizing(string Vm, CloudStackGoal Goal, CloudStackGoal From, string? Job, BackendErrorKind? Problem) : CloudStackTask;

    /// <summary>A snapshot, of which a template is made then.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="Job">Its job; null: another request began it.</param>
    public sealed record Snapshotting(string Vm, string Snapshot, string? Job) : CloudStackTask;

    /// <summary>A template that is made of a snapshot, which goes then.</summary>
    /// <param name="Template">The template.</param>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="Job">The job; null: another request began it.</param>
    public sealed record Templating(string Template, string Snapshot, string? Job) : CloudStackTask;

    /// <summary>A public address that is taken, and translated to a machine then.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Address">The address's id.</param>
    /// <param name="Job">The job.</param>
    public sealed record Translating(string Vm, string Address, string Job) : CloudStackTask;
}
