using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Sandbox;

// The suites that the sandbox claims: all of them. One file, since each is one line.
public sealed class SandboxMachineTests : MachineConformance<SandboxFixture>;

public sealed class SandboxPowerTests : PowerConformance<SandboxFixture>;

public sealed class SandboxForcedPowerTests : ForcedPowerConformance<SandboxFixture>;

public sealed class SandboxRenameTests : RenameConformance<SandboxFixture>;

public sealed class SandboxReimageTests : ReimageConformance<SandboxFixture>;

public sealed class SandboxResizeTests : ResizeConformance<SandboxFixture>;

public sealed class SandboxSnapshotTests : SnapshotConformance<SandboxFixture>;

public sealed class SandboxAddressListTests : AddressListConformance<SandboxFixture>;

public sealed class SandboxAddressChangesTests : AddressChangesConformance<SandboxFixture>;

public sealed class SandboxReverseDnsTests : ReverseDnsConformance<SandboxFixture>;

public sealed class SandboxImageCatalogueTests : ImageCatalogueConformance<SandboxFixture>;

public sealed class SandboxImageInspectTests : ImageInspectConformance<SandboxFixture>;

public sealed class SandboxImageFetchTests : ImageFetchConformance<SandboxFixture>;

public sealed class SandboxImageDeleteTests : ImageDeleteConformance<SandboxFixture>;

public sealed class SandboxPlanCatalogueTests : PlanCatalogueConformance<SandboxFixture>;

public sealed class SandboxTransferMeterTests : RunningCountersConformance<SandboxFixture>;

public sealed class SandboxCustomActionsTests : CustomActionsConformance<SandboxFixture>;

public sealed class SandboxConsoleTests : ConsoleConformance<SandboxFixture>
{
    protected override Task PrepareAsync() => Cloud.StartHostAsync();
}

public sealed class SandboxTerminalConformanceTests : TerminalConformance<SandboxFixture>
{
    protected override Task PrepareAsync() => Cloud.StartHostAsync();
}

public sealed class SandboxLongTasksTests : LongTasksConformance<SandboxFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}
