using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(ILongTasks))]
public abstract class LongTasksConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    /// <summary>Begins a change of a running machine that this backend carries out as a task.</summary>
    protected abstract Task<BackendChange> BeginAsync(string vmId);

    [Fact]
    public async Task GetTask_UnknownTask_IsNotFound() =>
        await RefusedAsync(BackendErrorKind.NotFound, () => Capability<ILongTasks>().GetTaskAsync("no-such-task", Token));

    [Fact]
    public async Task GetTask_FromAnotherProcess_RunsAndThenStaysSucceeded()
    {
        var vm = await RunningAsync();
        var poll = Assert.IsType<BackendChange.Poll>(await BeginAsync(vm.Id));
        var elsewhere = Assert.IsType<ILongTasks>(Cloud.Open(Cloud.InstallationId), exactMatch: false);

        var running = Assert.IsType<BackendTask.Running>(await elsewhere.GetTaskAsync(poll.TaskId, Token));
        var (_, lastId) = await TaskAsync(poll.TaskId);

        Assert.InRange(poll.TaskId.Length, 1, 4000);
        Assert.InRange(running.Percent ?? 0, 0, 100);
        Assert.InRange(lastId.Length, 1, 4000);
        Assert.IsType<BackendTask.Succeeded>(await elsewhere.GetTaskAsync(lastId, Token));
    }
}
