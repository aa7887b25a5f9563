using Lobster.Backends.Compute.Sandbox;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>The switches.</summary>
public sealed class SandboxFaultTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public async Task Latency_Set_HoldsTheAnswerBackThatLong()
    {
        var call = cloud.With(("latencyMs", "250")).CheckAsync(Token);

        cloud.Time.Advance(TimeSpan.FromMilliseconds(249));
        var early = call.IsCompleted;
        cloud.Time.Advance(TimeSpan.FromMilliseconds(1));
        await call.WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.False(early);
    }

    [Fact]
    public async Task FailNext_UsedUp_StaysUsedUpOverAReopening()
    {
        var first = await FailedCreatesAsync("create QuotaExceeded 2", 1);
        var second = await FailedCreatesAsync("create QuotaExceeded 2", 3);
        var again = await FailedCreatesAsync("create QuotaExceeded 2 #2", 3);

        Assert.Equal((1, 1, 2), (first, second, again));
    }

    [Fact]
    public async Task FailNext_LostAnswer_IsDoneAllTheSame()
    {
        var backend = cloud.With(("failNext", "create LostAnswer 1"));

        var kind = await KindAsync(() => backend.CreateAsync(Request(), Token));

        Assert.Equal(BackendErrorKind.OutcomeUnknown, kind);
        Assert.Equal(1, await backend.ListAsync(Token).CountAsync(Token));
    }

    [Fact]
    public async Task Faults_InProcess_FailTheNextCallsOfThatOperationOnly()
    {
        cloud.Faults.Fail(SandboxOperations.List, BackendErrorKind.RateLimited);

        var create = await KindAsync(() => cloud.Backend.CreateAsync(Request(), Token));
        var list = await Assert.ThrowsAsync<BackendException>(async () => await cloud.Backend.ListAsync(Token).CountAsync(Token));

        Assert.Null(create);
        Assert.Equal(BackendErrorKind.RateLimited, list.Kind);
        Assert.Equal(TimeSpan.FromSeconds(5), list.RetryAfter);
        Assert.Equal(1, await cloud.Backend.ListAsync(Token).CountAsync(Token));
    }

    [Fact]
    public void Faults_UnknownOperation_IsTheCallersBug() =>
        Assert.Throws<ArgumentException>(() => cloud.Faults.Fail("explode", BackendErrorKind.Unavailable));

    [Fact]
    public async Task Silent_OnAndOff_IsUnavailableMeanwhile()
    {
        cloud.Faults.Silent = true;
        var byFaults = await KindAsync(() => cloud.Backend.CheckAsync(Token));
        cloud.Faults.Clear();
        var byOptions = await KindAsync(() => cloud.With(("silent", "true")).CheckAsync(Token));

        Assert.Equal((BackendErrorKind.Unavailable, BackendErrorKind.Unavailable), (byFaults, byOptions));
        Assert.Null(await KindAsync(() => cloud.Backend.CheckAsync(Token)));
    }

    [Fact]
    public async Task OutOfCapacity_OrFull_IsQuotaExceededAndMakesNothing()
    {
        await cloud.Backend.CreateAsync(Request(), Token);

        var capacity = await KindAsync(() => cloud.With(("outOfCapacity", "true")).CreateAsync(Request(), Token));
        var full = await KindAsync(() => cloud.With(("maxMachines", "1")).CreateAsync(Request(), Token));

        Assert.Equal((BackendErrorKind.QuotaExceeded, BackendErrorKind.QuotaExceeded), (capacity, full));
        Assert.Equal(1, await cloud.Backend.ListAsync(Token).CountAsync(Token));
    }

    [Fact]
    public async Task DeleteRefusals_Two_ThirdDeletionIsTaken()
    {
        var vm = await cloud.Backend.CreateAsync(Request(), Token);
        var backend = cloud.With(("deleteRefusals", "2"));

        var kinds = new List<BackendErrorKind?>();
        for (var i = 0; i < 3; i++)
            kinds.Add(await KindAsync(() => backend.DeleteAsync(vm.VmId, Token)));

        Assert.Equal([BackendErrorKind.Conflict, BackendErrorKind.Conflict, null], kinds);
    }

    [Fact]
    public async Task FailurePercent_SameSeed_FailsTheSameCalls()
    {
        var one = await PatternAsync("5");
        var same = await PatternAsync("5");
        var other = await PatternAsync("6");

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        Assert.InRange(one.Count(failed => failed), 20, 80);
    }

    private async Task<List<bool>> PatternAsync(string seed)
    {
        var backend = cloud.With(("failurePercent", "50"), ("seed", seed));
        var pattern = new List<bool>();
        for (var i = 0; i < 100; i++)
            pattern.Add(await KindAsync(() => backend.CheckAsync(Token)) is not null);
        return pattern;
    }

    private async Task<int> FailedCreatesAsync(string rules, int calls)
    {
        var backend = cloud.With(("failNext", rules));
        var failed = 0;
        for (var i = 0; i < calls; i++)
            failed += await KindAsync(() => backend.CreateAsync(Request(), Token)) == BackendErrorKind.QuotaExceeded ? 1 : 0;
        return failed;
    }

    private static async Task<BackendErrorKind?> KindAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (BackendException e)
        {
            return e.Kind;
        }
    }

    private CreateVm Request() => new(Guid.CreateVersion7(), "web1", cloud.Size, cloud.ImageId);
}
