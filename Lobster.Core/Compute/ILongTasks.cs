namespace Lobster.Core.Compute;

/// <summary>
/// For backends that ever return <see cref="BackendChange.Poll"/>. Not a capability: nobody sees it but the operation that waits.
/// </summary>
public interface ILongTasks
{
    /// <summary>
    /// How a task stands. Work in several steps (clone, configure, start) goes on from here: when a step is over, this call begins
    /// the next and answers <see cref="BackendTask.Running"/> with <see cref="BackendTask.Running.ContinueAs"/>. Since the panel may die
    /// before it stores that, and then polls the old id again, beginning a step twice must do no harm.
    /// </summary>
    /// <param name="taskId">As returned earlier, possibly by another process before a restart.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <exception cref="BackendException">
    /// <see cref="BackendErrorKind.NotFound"/>: the provider has forgotten the task; the panel then judges by the machine or image itself.
    /// </exception>
    Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken);
}
