using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.LobsterPanel;

// The suites that another Lobster claims. One file, since each is one line.
public sealed class LobsterPanelMachineTests : MachineConformance<LobsterPanelFixture>;

public sealed class LobsterPanelPowerTests : PowerConformance<LobsterPanelFixture>;

public sealed class LobsterPanelRenameTests : RenameConformance<LobsterPanelFixture>;

public sealed class LobsterPanelReimageTests : ReimageConformance<LobsterPanelFixture>;

public sealed class LobsterPanelResizeTests : ResizeConformance<LobsterPanelFixture>;

public sealed class LobsterPanelSnapshotTests : SnapshotConformance<LobsterPanelFixture>;

public sealed class LobsterPanelAddressListTests : AddressListConformance<LobsterPanelFixture>;

public sealed class LobsterPanelAddressChangesTests : AddressChangesConformance<LobsterPanelFixture>;

public sealed class LobsterPanelReverseDnsTests : ReverseDnsConformance<LobsterPanelFixture>;

public sealed class LobsterPanelImageCatalogueTests : ImageCatalogueConformance<LobsterPanelFixture>;

public sealed class LobsterPanelImageInspectTests : ImageInspectConformance<LobsterPanelFixture>;

public sealed class LobsterPanelImageFetchTests : ImageFetchConformance<LobsterPanelFixture>;

public sealed class LobsterPanelImageDeleteTests : ImageDeleteConformance<LobsterPanelFixture>;

public sealed class LobsterPanelPlanCatalogueTests : PlanCatalogueConformance<LobsterPanelFixture>;

public sealed class LobsterPanelTransferMeterTests : RunningCountersConformance<LobsterPanelFixture>;

public sealed class LobsterPanelConsoleTests : ConsoleConformance<LobsterPanelFixture>;

public sealed class LobsterPanelCustomActionsTests : CustomActionsConformance<LobsterPanelFixture>;

public sealed class LobsterPanelLongTasksTests : LongTasksConformance<LobsterPanelFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class LobsterPanelFaultTests : HttpFaultSuite<LobsterPanelFixture>;

public sealed class LobsterPanelPanelTests : PanelLifeSuite<LobsterPanelFixture>;
