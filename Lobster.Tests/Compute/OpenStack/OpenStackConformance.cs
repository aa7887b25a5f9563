using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

// The suites that OpenStack claims. One file, since each is one line.
public sealed class OpenStackMachineTests : MachineConformance<OpenStackFixture>;

public sealed class OpenStackPowerTests : PowerConformance<OpenStackFixture>;

public sealed class OpenStackRenameTests : RenameConformance<OpenStackFixture>;

public sealed class OpenStackReimageTests : ReimageConformance<OpenStackFixture>;

public sealed class OpenStackResizeTests : ResizeConformance<OpenStackFixture>;

public sealed class OpenStackSnapshotTests : SnapshotConformance<OpenStackFixture>;

public sealed class OpenStackAddressListTests : AddressListConformance<OpenStackFixture>;

public sealed class OpenStackAddressChangesTests : AddressChangesConformance<OpenStackFixture>;

public sealed class OpenStackImageCatalogueTests : ImageCatalogueConformance<OpenStackFixture>;

public sealed class OpenStackImageInspectTests : ImageInspectConformance<OpenStackFixture>;

public sealed class OpenStackImageFetchTests : ImageFetchConformance<OpenStackFixture>;

public sealed class OpenStackImageDeleteTests : ImageDeleteConformance<OpenStackFixture>;

public sealed class OpenStackPlanCatalogueTests : PlanCatalogueConformance<OpenStackFixture>;

public sealed class OpenStackTransferMeterTests : RunningCountersConformance<OpenStackFixture>;

public sealed class OpenStackConsoleTests : ConsoleConformance<OpenStackFixture>;

public sealed class OpenStackSerialMachineTests : MachineConformance<OpenStackSerialFixture>;

public sealed class OpenStackSerialScreenTests : ConsoleConformance<OpenStackSerialFixture>;

public sealed class OpenStackSerialTerminalTests : TerminalConformance<OpenStackSerialFixture>;

public sealed class OpenStackCustomActionsTests : CustomActionsConformance<OpenStackFixture>;

public sealed class OpenStackLongTasksTests : LongTasksConformance<OpenStackFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class OpenStackFaultTests : HttpFaultSuite<OpenStackFixture>;

public sealed class OpenStackPanelTests : PanelLifeSuite<OpenStackFixture>;
