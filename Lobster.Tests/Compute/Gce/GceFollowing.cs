using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Gce;

/// <summary>Ways to follow a task to its end other than the straight one.</summary>
internal static class GceFollowing
{
    private const int MostSeconds = 900;

    /// <summary>Follows a task that fails.</summary>
    public static async Task<BackendTask.Failed> FailsAsync(GceFixture cloud, BackendChange change) => Assert.IsType<BackendTask.Failed>(await EndAsync(cloud, change, times: 1));

    /// <summary>Follows a task as panels do that die after each step and forget what it answered: every step is begun twice.</summary>
    public static async Task TwiceAsync(GceFixture cloud, BackendChange change) => Assert.IsType<BackendTask.Succeeded>(await EndAsync(cloud, change, times: 2));

    private static async Task<BackendTask> EndAsync(GceFixture cloud, BackendChange change, int times)
    {
        var id = Assert.IsType<BackendChange.Poll>(change).TaskId;
        for (var second = 0; second < MostSeconds; second++)
        {
            BackendTask task = new BackendTask.Running();
            for (var time = 0; time < times; time++) task = await ((ILongTasks)cloud.Open(cloud.InstallationId)).GetTaskAsync(id, TestContext.Current.CancellationToken);
            if (task is not BackendTask.Running running) return task;
            id = running.ContinueAs ?? id;
            await cloud.AdvanceAsync(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("It did not come to an end.");
    }
}
