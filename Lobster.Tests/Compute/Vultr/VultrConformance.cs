using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Vultr;

// The suites that Vultr claims. One file, since each is one line.
public sealed class VultrMachineTests : MachineConformance<VultrFixture>;

public sealed class VultrPowerTests : PowerConformance<VultrFixture>;

public sealed class VultrRenameTests : RenameConformance<VultrFixture>;

public sealed class VultrReimageTests : ReimageConformance<VultrFixture>;

public sealed class VultrResizeTests : ResizeConformance<VultrFixture>;

public sealed class VultrSnapshotTests : SnapshotConformance<VultrFixture>;

public sealed class VultrAddressListTests : AddressListConformance<VultrFixture>;

public sealed class VultrAddressChangesTests : AddressChangesConformance<VultrFixture>;

public sealed class VultrReverseDnsTests : ReverseDnsConformance<VultrFixture>;

public sealed class VultrImageCatalogueTests : ImageCatalogueConformance<VultrFixture>;

public sealed class VultrImageInspectTests : ImageInspectConformance<VultrFixture>;

public sealed class VultrImageFetchTests : ImageFetchConformance<VultrFixture>;

public sealed class VultrImageDeleteTests : ImageDeleteConformance<VultrFixture>;

public sealed class VultrPlanCatalogueTests : PlanCatalogueConformance<VultrFixture>;

public sealed class VultrTransferMeterTests : TransferMeterConformance<VultrFixture>;

public sealed class VultrConsoleTests : ConsoleConformance<VultrFixture>;

public sealed class VultrLongTasksTests : LongTasksConformance<VultrFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class VultrFaultTests : HttpFaultSuite<VultrFixture>;

public sealed class VultrPagedListTests : PagedListSuite<VultrFixture>
{
    protected override int PageSize => 500;
}

public sealed class VultrPanelTests : PanelLifeSuite<VultrFixture>;
