using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>What the suites share: a cloud, and waiting for changes the way an operation does.</summary>
public abstract class ConformanceSuite<TFixture> : IAsyncDisposable
    where TFixture : BackendFixture, new()
{
    private const int MostSteps = 600;

    protected TFixture Cloud { get; } = new();

    protected IComputeBackend Backend => Cloud.Backend;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Cloud.DisposeAsync();
    }

    protected T Capability<T>()
        where T : class => Assert.IsType<T>(Backend, exactMatch: false);

    protected CreateVm Request(string name = "web1") => new(Guid.CreateVersion7(), name, Cloud.Size, Cloud.ImageId);

    /// <summary>A machine that runs.</summary>
    protected async Task<BackendVm> RunningAsync(string name = "web1")
    {
        var accepted = await Backend.CreateAsync(Request(name), Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        return await GetAsync(accepted.VmId);
    }

    protected async Task<BackendVm> GetAsync(string vmId) => Assert.IsType<BackendVm>(await Backend.GetAsync(vmId, Token));

    protected async Task<List<BackendVm>> ListAsync() => await Backend.ListAsync(Token).ToListAsync(Token);

    /// <summary>Waits until a change is over, well; the result id.</summary>
    protected async Task<string?> DoneAsync(string vmId, BackendChange change)
    {
        switch (change)
        {
            case BackendChange.Poll poll:
                return (await TaskAsync(poll.TaskId)).ResultId ?? change.ResultId;
            case BackendChange.WatchVm watch:
                await Cloud.AdvanceAsync(watch.NotBefore);
                await UntilAsync(async () => await Backend.GetAsync(vmId, Token) is not { } vm
                    || (watch.Goal is { } goal ? vm.Power == goal : vm.Power!.Value.IsSettled));
                return change.ResultId;
            case BackendChange.WatchImage:
                await UntilAsync(async () => await Capability<IImageInspect>().GetImageAsync(change.ResultId!, Token) is { State: not ImageState.Pending });
                return change.ResultId;
            default:
                return change.ResultId;
        }
    }

    /// <summary>Asks for a change, loses the answer and asks again as an operation does, until the change is over.</summary>
    protected async Task RepeatedAsync(string vmId, Func<Task<BackendChange>> call)
    {
        await call();
        BackendChange? change = null;
        await UntilAsync(async () =>
        {
            try
            {
                change = await call();
                return true;
            }
            catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
            {
                return false;
            }
        });
        await DoneAsync(vmId, change!);
    }

    protected Task<BackendException> RefusedAsync(BackendErrorKind kind, Func<Task> call) => RefusedAsync(call, kind);

    /// <summary>What a capability must say about a machine that does not exist.</summary>
    protected Task UnknownVmAsync(Func<string, Task> call) => RefusedAsync(BackendErrorKind.NotFound, () => call("no-such-machine"));

    protected async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await condition())
                return;
            await Cloud.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Fail("It did not come about within ten minutes of the cloud's time.");
    }

    protected static IPAddress Address(string? text) => IPAddress.Parse(Assert.IsType<string>(text));

    /// <summary>Waits until a task is over, well; its result and the id under which it was polled last.</summary>
    protected async Task<(string? ResultId, string LastId)> TaskAsync(string taskId)
    {
        string? result = null;
        await UntilAsync(async () =>
        {
            switch (await Capability<ILongTasks>().GetTaskAsync(taskId, Token))
            {
                case BackendTask.Running running:
                    taskId = running.ContinueAs ?? taskId;
                    return false;
                case BackendTask.Succeeded succeeded:
                    result = succeeded.ResultId;
                    return true;
                case var failed:
                    Assert.Fail($"The task failed: {failed}");
                    return false;
            }
        });
        return (result, taskId);
    }

    private static async Task<BackendException> RefusedAsync(Func<Task> call, BackendErrorKind kind)
    {
        var refusal = await Assert.ThrowsAsync<BackendException>(call);
        Assert.Equal(kind, refusal.Kind);
        return refusal;
    }
}
