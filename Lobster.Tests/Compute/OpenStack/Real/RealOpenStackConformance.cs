using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.OpenStack.Real;

// The suites against a real cloud. One file, since each is one line; all in one collection, since they share a project.
[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackMachineTests : MachineConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackPowerTests : PowerConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackRenameTests : RenameConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackReimageTests : ReimageConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackResizeTests : ResizeConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackSnapshotTests : SnapshotConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackAddressListTests : AddressListConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackAddressChangesTests : AddressChangesConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackImageCatalogueTests : ImageCatalogueConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackImageInspectTests : ImageInspectConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackImageFetchTests : ImageFetchConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackImageDeleteTests : ImageDeleteConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackPlanCatalogueTests : PlanCatalogueConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackConsoleTests : ConsoleConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackCustomActionsTests : CustomActionsConformance<RealOpenStackFixture>;

[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackLongTasksTests : LongTasksConformance<RealOpenStackFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

/// <summary>What the suites cannot ask of a cloud whose clock is the world's, and what only this one has.</summary>
[Collection(RealOpenStack.Collection), Trait("Category", "OpenStack")]
public sealed class RealOpenStackTests : ConformanceSuite<RealOpenStackFixture>
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2YQVb5mDkG9rb4zzcCm3Zp1XJYx6y9S0c5o2F0mY2L one@example.org";

    [Fact]
    public async Task Create_WithKeysAndUserData_IsTakenAsItIs()
    {
        var accepted = await Backend.CreateAsync(Request() with { SshKeys = [Key, Key], UserData = "#cloud-config\npackage_update: true\n" }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);

        var vm = await GetAsync(accepted.VmId);

        Assert.Equal(PowerState.Running, vm.Power);
        Assert.Contains(vm.Addresses!, a => a is { IsPublic: true, MapsTo: not null });
    }

    [Fact]
    public async Task Transfer_MachineRuns_GrowsAndBeginsAnewWithARestart()
    {
        var vm = await RunningAsync();
        var (first, later) = (await OutAsync(vm.Id, _ => true), 0L);
        later = await OutAsync(vm.Id, bytes => bytes > first);
        await DoneAsync(vm.Id, await Backend.RebootAsync(vm.Id, Token));

        var anew = await OutAsync(vm.Id, bytes => bytes < later);

        Assert.True(later > first && anew < later);
    }

    [Fact]
    public async Task Check_Administrator_TellsLimitsAndNoWarning()
    {
        var check = await Backend.CheckAsync(Token);

        Assert.Equal("admin in project demo", check.Identity);
        Assert.Empty(check.Warnings);
        Assert.Contains(check.Limits, l => l is { Name: "Machines", Max: > 0 });
    }

    // What the one counter says once it says what is waited for.
    private async Task<long> OutAsync(string vmId, Func<long, bool> isWanted)
    {
        var bytes = 0L;
        await UntilAsync(async () =>
        {
            var reading = await Capability<ITransferMeter>().ReadTransferAsync([vmId], default(Instant), Token).SingleOrDefaultAsync(Token);
            bytes = reading?.OutBytes ?? 0;
            return reading is not null && isWanted(bytes);
        });
        return bytes;
    }
}
