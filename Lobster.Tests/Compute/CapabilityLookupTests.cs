using Lobster.Core.Compute;
using Lobster.Tests.Compute.Sandbox;

namespace Lobster.Tests.Compute;

public sealed class CapabilityLookupTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => cloud.DisposeAsync();

    [Fact]
    public async Task WhyNot_MachineNarrowsACapability_TellsTheReasonTheBackendThenGives()
    {
        var accepted = await cloud.Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), "iso", cloud.Size, "netinst-iso"), Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(8));
        var vm = await cloud.Backend.GetAsync(accepted.VmId, Token);

        var reason = cloud.Backend.WhyNot(Capability.Snapshot, vm);
        var refusal = await Assert.ThrowsAsync<BackendException>(
            () => ((ISnapshot)cloud.Backend).SnapshotAsync(accepted.VmId, "copy", Guid.CreateVersion7(), Token));

        Assert.NotNull(reason);
        Assert.Equal(reason, refusal.Message);
        Assert.Null(cloud.Backend.WhyNot(Capability.Snapshot));
        Assert.Null(cloud.Backend.WhyNot(Capability.Resize, vm));
    }

    [Fact]
    public void WhyNot_BackendLacksIt_TellsTheBackendsReason()
    {
        var bare = new BareBackend();

        Assert.False(bare.Has(Capability.Console));
        Assert.Equal("There is no screen.", bare.WhyNot(Capability.Console));
        Assert.NotNull(bare.WhyNot(Capability.Rename));
    }
}
