using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What goes on at the provider, step by step.</summary>
internal sealed partial class ProxmoxBackend
{
    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        var task = ProxmoxTasks.Read(taskId) ?? throw new BackendException(BackendErrorKind.NotFound, "Proxmox VE has no such task.");
        var end = task.Upid is { } upid ? await client.TaskAsync(upid, cancellationToken) : null;
        if (end is { Status: "running" }) return new BackendTask.Running();
        var problem = Problem(end);
        // The wrong moment: the same step once more.
        if (ProxmoxFaults.Meaning(problem) is { Kind: BackendErrorKind.Conflict }) (task, problem) = (task with { Upid = null }, null);
        try
        {
            return await GoOnAsync(task, problem, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            return new BackendTask.Running(Text: "Waiting for its turn");
        }
    }

    private Task<BackendTask> GoOnAsync(ProxmoxTask task, string? problem, CancellationToken cancellationToken) => task switch
    {
        ProxmoxTask.Making t => MadeAsync(t, problem, cancellationToken),
        ProxmoxTask.Reimaging t => ReimagedAsync(t, problem, cancellationToken),
        ProxmoxTask.Resizing t => ResizedAsync(t, problem, cancellationToken),
        ProxmoxTask.Deleting t => DeletedAsync(t, problem, cancellationToken),
        ProxmoxTask.Starting t => StartedAsync(t, problem, cancellationToken),
        ProxmoxTask.Stopping t => StoppedAsync(t, problem, cancellationToken),
        ProxmoxTask.Restarting t => RestartedAsync(t, problem, cancellationToken),
        ProxmoxTask.Imaging t => ImagedAsync(t, problem, cancellationToken),
        ProxmoxTask.Fetching t => Task.FromResult<BackendTask>(problem is null ? new BackendTask.Succeeded(t.Volume) : Failed("Proxmox VE could not fetch the image", problem)),
        ProxmoxTask.Forgetting t => ForgottenAsync(t, problem, cancellationToken),
        ProxmoxTask.Addressing t => AddressedAsync(t, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private async Task<BackendTask> DeletedAsync(ProxmoxTask.Deleting task, string? problem, CancellationToken cancellationToken)
    {
        if (Machine(await client.ResourcesAsync(cancellationToken), task.Vm) is not { } there) return new BackendTask.Succeeded();
        if (problem is not null) return Failed("Proxmox VE could not remove the machine", problem);
        return Next(task with { Upid = await RemoveAsync(there.Place, cancellationToken) }, "Being removed");
    }

    // The next step of a deletion: a machine that runs cannot be destroyed.
    private async Task<string?> RemoveAsync(ProxmoxPlace at, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.StatusAsync(at, cancellationToken)).IsStopped ? await client.DestroyAsync(at, cancellationToken) : await client.StopAsync(at, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null; // Gone, or on another node by now: the next look tells.
        }
    }

    // What a task of the provider ended with; null: well, or there was none.
    private static string? Problem(ProxmoxTaskStatus? end) =>
        end is null || end.Exitstatus == "OK" || end.Exitstatus?.StartsWith("WARNINGS", StringComparison.Ordinal) == true ? null : end.Exitstatus ?? "no end was told";

    private static BackendTask.Running Next(ProxmoxTask task, string text) => new(Text: text, ContinueAs: ProxmoxTasks.Write(task));

    // The provider's words are told where nothing is known about them.
    private static BackendTask.Failed Failed(string what, string? problem) => ProxmoxFaults.Meaning(problem) is { Kind: not BackendErrorKind.NotFound } meaning
        ? new BackendTask.Failed(meaning.Kind, $"{what}. {meaning.Message}")
        : new BackendTask.Failed(BackendErrorKind.Rejected, Redaction.Shorten(problem?.ReplaceLineEndings(" "), 300) is { } words ? $"{what}: {words.TrimEnd('.')}." : what + ".");

    /// <summary>The task of this kind that is under way for a machine, begun by a panel that died; null: none is.</summary>
    private async Task<string?> UnderWayAsync(int vm, string type, CancellationToken cancellationToken) =>
        (await client.TasksAsync(cancellationToken)).FirstOrDefault(t => t is { Status: null, Endtime: null } && t.Type == type && t.Id == Text(vm))?.Upid;

    /// <summary>Changes tags, unless somebody changed the machine since it was read.</summary>
    private Task RetagAsync(ProxmoxMachine machine, IEnumerable<string> without, IEnumerable<string> with, CancellationToken cancellationToken) =>
        SetAsync(machine, new Dictionary<string, string> { ["tags"] = ProxmoxTags.Write(machine.Tags, without, with) }, cancellationToken);

    // What is so already is not asked for.
    private async Task SetAsync(ProxmoxMachine machine, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var tags = fields.GetValueOrDefault("tags");
        if (fields.Count == 1 && tags is not null && ProxmoxTags.Read(tags).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(machine.Tags)) return;
        if (tags is "")
        {
            fields.Remove("tags");
            fields["delete"] = fields.TryGetValue("delete", out var others) ? $"{others},tags" : "tags";
        }

        if (machine.Config.Digest is { } digest) fields["digest"] = digest;
        await client.SetAsync(machine.Place, fields, cancellationToken);
    }

    private static async Task QuietlyAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (BackendException)
        {
            // The next look tries again.
        }
    }
}
