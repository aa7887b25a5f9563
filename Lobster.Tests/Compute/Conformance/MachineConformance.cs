using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>Create, find, get, list, delete, check.</summary>
[ConformsTo(typeof(IComputeBackend))]
public abstract class MachineConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task Create_Accepted_RunsInTheEndAsAskedFor()
    {
        var request = Request("shop");

        var accepted = await Backend.CreateAsync(request, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        var vm = await GetAsync(accepted.VmId);

        Assert.Equal(PowerState.Running, vm.Power);
        Assert.Equal("shop", vm.Name);
        Assert.Equal((Cloud.Size.VCpus, Cloud.Size.RamMb, Cloud.Size.DiskGb), (vm.VCpus ?? Cloud.Size.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Contains(vm.Addresses!, a => a.IsPublic);
    }

    [Fact]
    public async Task Create_Accepted_IsFoundByItsTokenAtOnce()
    {
        var request = Request();

        var accepted = await Backend.CreateAsync(request, Token);
        var found = await Backend.FindByTokenAsync(request.Token, Token);

        Assert.Equal(accepted.VmId, found?.Id);
        Assert.Equal(new VmMark(Cloud.InstallationId, request.Token), found?.Mark);
    }

    [Fact]
    public async Task Create_AnswerLost_IsOutcomeUnknownAndFoundByItsToken()
    {
        var request = Request();
        Cloud.LoseNextCreate();

        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));
        var found = await Cloud.Open(Cloud.InstallationId).FindByTokenAsync(request.Token, Token);

        Assert.NotNull(found);
        Assert.Equal(found.Id, Assert.Single(await ListAsync()).Id);
    }

    [Fact]
    public async Task Create_AnswerLostAndMachineFound_IsFollowedToItsEndAsAskedFor()
    {
        var request = Request();
        Cloud.LoseNextCreate();
        await RefusedAsync(BackendErrorKind.OutcomeUnknown, () => Backend.CreateAsync(request, Token));

        var found = Assert.IsType<BackendVm>(await Cloud.Open(Cloud.InstallationId).FindByTokenAsync(request.Token, Token));
        await DoneAsync(found.Id, found.Creation ?? new BackendChange.WatchVm(PowerState.Running));
        var vm = await GetAsync(found.Id);

        Assert.Equal((PowerState.Running, Cloud.Size.DiskGb), (vm.Power, vm.DiskGb));
        Assert.Contains(vm.Addresses!, a => a.IsPublic);
        Assert.Equal(new VmMark(Cloud.InstallationId, request.Token), vm.Mark);
    }

    [Fact]
    public async Task Create_UnknownImage_IsRejectedAndMakesNothing()
    {
        await RefusedAsync(BackendErrorKind.Rejected, () => Backend.CreateAsync(Request() with { ImageId = "999999999" }, Token));

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Find_TokenOfNobodyOrOfAnotherInstallation_IsNull()
    {
        var request = Request();
        await Backend.CreateAsync(request, Token);

        Assert.Null(await Backend.FindByTokenAsync(Guid.CreateVersion7(), Token));
        Assert.Null(await Cloud.Open(Guid.CreateVersion7()).FindByTokenAsync(request.Token, Token));
    }

    [Fact]
    public async Task Get_UnknownMachine_IsNull() => Assert.Null(await Backend.GetAsync("no-such-machine", Token));

    [Fact]
    public async Task List_MoreThanOnePage_TellsEachOnceWithItsToken()
    {
        var tokens = new HashSet<Guid>();
        for (var i = 0; i < Cloud.MoreThanOnePage; i++)
        {
            var request = Request($"vm{i}");
            tokens.Add(request.Token);
            await Backend.CreateAsync(request, Token);
        }

        var list = await ListAsync();

        Assert.Equal(Cloud.MoreThanOnePage, list.DistinctBy(vm => vm.Id).Count());
        Assert.Equal(Cloud.MoreThanOnePage, list.Count);
        Assert.True(tokens.SetEquals(list.Select(vm => vm.Mark!.Token!.Value)));
        Assert.All(list, vm => Assert.NotNull(vm.Power));
    }

    [Fact]
    public async Task List_MachineOfAnotherInstallation_CarriesItsMark()
    {
        var other = Guid.CreateVersion7();
        await Cloud.Open(other).CreateAsync(Request(), Token);

        Assert.Equal(other, Assert.Single(await ListAsync()).Mark?.InstallationId);
    }

    [Fact]
    public async Task Delete_Twice_SucceedsAndTheMachineIsGone()
    {
        var vm = await RunningAsync();

        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));
        await UntilAsync(async () => await Backend.GetAsync(vm.Id, Token) is null);

        Assert.IsType<BackendChange.Done>(await Backend.DeleteAsync(vm.Id, Token));
        Assert.Null(await Backend.FindByTokenAsync(vm.Mark!.Token!.Value, Token));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Delete_NeverExisted_Succeeds() =>
        Assert.IsType<BackendChange.Done>(await Backend.DeleteAsync("no-such-machine", Token));

    [Fact]
    public async Task Delete_WhileProvisioning_EndsGone()
    {
        var accepted = await Backend.CreateAsync(Request(), Token);

        await UntilAsync(async () =>
        {
            try
            {
                await Backend.DeleteAsync(accepted.VmId, Token);
            }
            catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
            {
                // Allowed: the panel repeats deletions.
            }

            return await Backend.GetAsync(accepted.VmId, Token) is null;
        });
    }

    [Fact]
    public async Task Check_GoodCredentials_NamesWhoWeAre() => Assert.NotEmpty((await Backend.CheckAsync(Token)).Identity);

    [Fact]
    public async Task Calls_OurOwnCancellation_PassesThrough()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Backend.CheckAsync(cancelled.Token));
    }

    [Fact]
    public void Description_MissingCapabilities_HaveExactlyOneReasonEach()
    {
        var lacking = Enum.GetValues<Capability>().Where(c => !Backend.Has(c)).ToHashSet();

        Assert.True(lacking.SetEquals(Backend.Description.Missing.Keys), $"Reasons are wanted for exactly: {string.Join(", ", lacking)}");
        Assert.All(Backend.Description.Missing.Values, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }
}
