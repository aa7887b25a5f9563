using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.CloudStack;

// The suites that CloudStack claims. One file, since each is one line.
public sealed class CloudStackMachineTests : MachineConformance<CloudStackFixture>;

public sealed class CloudStackPowerTests : PowerConformance<CloudStackFixture>;

public sealed class CloudStackForcedPowerTests : ForcedPowerConformance<CloudStackFixture>;

public sealed class CloudStackRenameTests : RenameConformance<CloudStackFixture>;

public sealed class CloudStackReimageTests : ReimageConformance<CloudStackFixture>;

public sealed class CloudStackResizeTests : ResizeConformance<CloudStackFixture>;

public sealed class CloudStackSnapshotTests : SnapshotConformance<CloudStackFixture>;

public sealed class CloudStackAddressListTests : AddressListConformance<CloudStackFixture>;

public sealed class CloudStackAddressChangesTests : AddressChangesConformance<CloudStackFixture>;

public sealed class CloudStackImageCatalogueTests : ImageCatalogueConformance<CloudStackFixture>;

public sealed class CloudStackImageInspectTests : ImageInspectConformance<CloudStackFixture>;

public sealed class CloudStackImageFetchTests : ImageFetchConformance<CloudStackFixture>;

public sealed class CloudStackImageDeleteTests : ImageDeleteConformance<CloudStackFixture>;

public sealed class CloudStackPlanCatalogueTests : PlanCatalogueConformance<CloudStackFixture>;

public sealed class CloudStackTransferMeterTests : TransferMeterConformance<CloudStackFixture>;

public sealed class CloudStackConsoleTests : ConsoleConformance<CloudStackFixture>;

public sealed class CloudStackLongTasksTests : LongTasksConformance<CloudStackFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class CloudStackHttpTests : HttpFaultSuite<CloudStackFixture>;

public sealed class CloudStackPanelTests : PanelLifeSuite<CloudStackFixture>;
