using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.LunaNode;

// The suites that Luna Node claims. One file, since each is one line.
public sealed class LunaNodeMachineTests : MachineConformance<LunaNodeFixture>;

public sealed class LunaNodePowerTests : PowerConformance<LunaNodeFixture>;

public sealed class LunaNodeReimageTests : ReimageConformance<LunaNodeFixture>;

public sealed class LunaNodeResizeTests : ResizeConformance<LunaNodeFixture>;

public sealed class LunaNodeSnapshotTests : SnapshotConformance<LunaNodeFixture>;

public sealed class LunaNodeAddressListTests : AddressListConformance<LunaNodeFixture>;

public sealed class LunaNodeAddressChangesTests : AddressChangesConformance<LunaNodeFixture>;

public sealed class LunaNodeReverseDnsTests : ReverseDnsConformance<LunaNodeFixture>;

public sealed class LunaNodeImageCatalogueTests : ImageCatalogueConformance<LunaNodeFixture>;

public sealed class LunaNodeImageInspectTests : ImageInspectConformance<LunaNodeFixture>;

public sealed class LunaNodeImageFetchTests : ImageFetchConformance<LunaNodeFixture>;

public sealed class LunaNodeImageDeleteTests : ImageDeleteConformance<LunaNodeFixture>;

public sealed class LunaNodePlanCatalogueTests : PlanCatalogueConformance<LunaNodeFixture>;

public sealed class LunaNodeTransferMeterTests : RunningCountersConformance<LunaNodeFixture>;

public sealed class LunaNodeConsoleTests : ConsoleConformance<LunaNodeFixture>;

public sealed class LunaNodeLongTasksTests : LongTasksConformance<LunaNodeFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class LunaNodeFaultTests : HttpFaultSuite<LunaNodeFixture>;

public sealed class LunaNodePanelTests : PanelLifeSuite<LunaNodeFixture>;
