using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.DigitalOcean;

// The suites that DigitalOcean claims. One file, since each is one line.
public sealed class DigitalOceanMachineTests : MachineConformance<DigitalOceanFixture>;

public sealed class DigitalOceanPowerTests : PowerConformance<DigitalOceanFixture>;

public sealed class DigitalOceanForcedPowerTests : ForcedPowerConformance<DigitalOceanFixture>;

public sealed class DigitalOceanRenameTests : RenameConformance<DigitalOceanFixture>;

public sealed class DigitalOceanReimageTests : ReimageConformance<DigitalOceanFixture>;

public sealed class DigitalOceanResizeConformanceTests : ResizeConformance<DigitalOceanFixture>;

public sealed class DigitalOceanSnapshotTests : SnapshotConformance<DigitalOceanFixture>;

public sealed class DigitalOceanAddressListTests : AddressListConformance<DigitalOceanFixture>;

public sealed class DigitalOceanAddressChangesTests : AddressChangesConformance<DigitalOceanFixture>;

public sealed class DigitalOceanImageCatalogueTests : ImageCatalogueConformance<DigitalOceanFixture>;

public sealed class DigitalOceanImageInspectTests : ImageInspectConformance<DigitalOceanFixture>;

public sealed class DigitalOceanImageFetchTests : ImageFetchConformance<DigitalOceanFixture>;

public sealed class DigitalOceanImageDeleteTests : ImageDeleteConformance<DigitalOceanFixture>;

public sealed class DigitalOceanPlanCatalogueTests : PlanCatalogueConformance<DigitalOceanFixture>;

public sealed class DigitalOceanTransferMeterTests : TransferMeterConformance<DigitalOceanFixture>;

public sealed class DigitalOceanLongTasksTests : LongTasksConformance<DigitalOceanFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class DigitalOceanFaultTests : HttpFaultSuite<DigitalOceanFixture>;

public sealed class DigitalOceanPagedListTests : PagedListSuite<DigitalOceanFixture>
{
    protected override int PageSize => 200;

    // Machines with GPUs.
    protected override int OtherLists => 1;
}

public sealed class DigitalOceanPanelTests : PanelLifeSuite<DigitalOceanFixture>;
