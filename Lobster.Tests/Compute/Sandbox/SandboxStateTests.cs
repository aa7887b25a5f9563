using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>What the sandbox's file remembers.</summary>
public sealed class SandboxStateTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public async Task Reopened_WhileProvisioning_GoesOnWhereItWas()
    {
        var id = await CreateAsync(cloud.Backend);

        var early = await cloud.Open(cloud.InstallationId).GetAsync(id, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        var late = await cloud.Open(cloud.InstallationId).GetAsync(id, Token);

        Assert.Equal(PowerState.Provisioning, early!.Power);
        Assert.Equal(PowerState.Running, late!.Power);
        Assert.Equal(early.Addresses!.Select(a => a.Address), late.Addresses!.Select(a => a.Address));
    }

    [Fact]
    public async Task Reopened_AfterDelete_NeverUsesAnIdOrAddressAgain()
    {
        var first = await cloud.Backend.GetAsync(await CreateAsync(cloud.Backend), Token);
        await cloud.Backend.DeleteAsync(first!.Id, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(3));

        var reopened = cloud.Open(cloud.InstallationId);
        var second = await reopened.GetAsync(await CreateAsync(reopened), Token);

        Assert.NotEqual(first.Id, second!.Id);
        Assert.NotEqual(first.Addresses![0].Address, second.Addresses![0].Address);
    }

    [Fact]
    public async Task TwoBackends_OnOneFileAtOnce_LoseNothing()
    {
        var (one, two) = (cloud.Open(cloud.InstallationId), cloud.Open(Guid.CreateVersion7()));

        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => CreateAsync(i % 2 == 0 ? one : two), Token)));
        var list = await one.ListAsync(Token).ToListAsync(Token);

        Assert.Equal(40, ids.Distinct().Count());
        Assert.True(ids.ToHashSet().SetEquals(list.Select(vm => vm.Id)));
        Assert.Equal(20, list.Count(vm => vm.Mark!.InstallationId == cloud.InstallationId));
        Assert.Equal(40, list.Select(vm => vm.Addresses![0].Address).Distinct().Count());
    }

    [Fact]
    public async Task Create_SameTokenTwice_MakesTwoMachines_SoThatBlindRepeatsAreFoundOut()
    {
        var request = Request();

        await cloud.Backend.CreateAsync(request, Token);
        await cloud.Backend.CreateAsync(request, Token);

        Assert.Equal(2, await cloud.Backend.ListAsync(Token).CountAsync(Token));
    }

    [Fact]
    public async Task Change_WhileAnotherRuns_IsAConflict_AndDeletionIsNot()
    {
        var id = await CreateAsync(cloud.Backend);

        var stop = await Assert.ThrowsAsync<BackendException>(() => cloud.Backend.StopAsync(id, Token));
        var delete = await cloud.Backend.DeleteAsync(id, Token);

        Assert.Equal(BackendErrorKind.Conflict, stop.Kind);
        Assert.IsType<BackendChange.WatchVm>(delete);
    }

    [Fact]
    public async Task Task_OfADeletedMachine_Failed()
    {
        var id = await CreateAsync(cloud.Backend);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        var resize = await ((IResize)cloud.Backend).ResizeAsync(id, cloud.LargerSize, Token);
        await cloud.Backend.DeleteAsync(id, Token);

        var task = await ((ILongTasks)cloud.Backend).GetTaskAsync(((BackendChange.Poll)resize).TaskId, Token);

        Assert.IsType<BackendTask.Failed>(task);
    }

    [Fact]
    public async Task Task_HalfWay_IsAtHalf()
    {
        var id = await CreateAsync(cloud.Backend);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        var resize = await ((IResize)cloud.Backend).ResizeAsync(id, cloud.LargerSize, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(6));

        var task = await ((ILongTasks)cloud.Backend).GetTaskAsync(((BackendChange.Poll)resize).TaskId, Token);

        Assert.Equal(50, Assert.IsType<BackendTask.Running>(task).Percent);
    }

    [Fact]
    public async Task Task_OfTwoStepsPolledTwiceByItsOldId_BeginsTheSecondStepOnce()
    {
        var id = await CreateAsync(cloud.Backend);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        var resize = (BackendChange.Poll)await ((IResize)cloud.Backend).ResizeAsync(id, cloud.LargerSize, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(12));

        var first = await ((ILongTasks)cloud.Backend).GetTaskAsync(resize.TaskId, Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(3));
        var again = await ((ILongTasks)cloud.Open(cloud.InstallationId)).GetTaskAsync(resize.TaskId, Token);

        var next = Assert.IsType<BackendTask.Running>(first).ContinueAs;
        Assert.NotNull(next);
        Assert.Equal(next, Assert.IsType<BackendTask.Running>(again).ContinueAs);
        Assert.IsType<BackendTask.Succeeded>(await ((ILongTasks)cloud.Backend).GetTaskAsync(next, Token));
        Assert.Equal(PowerState.Running, (await cloud.Backend.GetAsync(id, Token))!.Power);
    }

    [Fact]
    public async Task File_OfAnotherVersion_IsUnavailableAndStaysAsItWas()
    {
        Directory.CreateDirectory(cloud.Folder);
        await cloud.Backend.CheckAsync(Token);
        var file = Path.Combine(cloud.Folder, "sandbox-7.db");
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(Token);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            await command.ExecuteNonQueryAsync(Token);
        }

        var e = await Assert.ThrowsAsync<BackendException>(() => cloud.Open(cloud.InstallationId).CheckAsync(Token));

        Assert.Equal(BackendErrorKind.Unavailable, e.Kind);
        Assert.Contains("99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatCannotBeMade_IsUnavailable()
    {
        Directory.CreateDirectory(cloud.Folder);
        await File.WriteAllTextAsync(Path.Combine(cloud.Folder, "plain"), "no folder", Token);

        var e = await Assert.ThrowsAsync<BackendException>(() => cloud.With(("path", "plain/sandbox.db")).CheckAsync(Token));

        Assert.Equal(BackendErrorKind.Unavailable, e.Kind);
    }

    private async Task<string> CreateAsync(IComputeBackend backend) => (await backend.CreateAsync(Request(), Token)).VmId;

    private CreateVm Request() => new(Guid.CreateVersion7(), "web1", cloud.Size, cloud.ImageId);
}
