using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Gce;

// The suites that Google Compute Engine claims. One file, since each is one line.
public sealed class GceMachineTests : MachineConformance<GceFixture>;

public sealed class GcePowerTests : PowerConformance<GceFixture>;

public sealed class GceRenameTests : RenameConformance<GceFixture>;

public sealed class GceReimageTests : ReimageConformance<GceFixture>;

public sealed class GceResizeTests : ResizeConformance<GceFixture>;

public sealed class GceSnapshotTests : SnapshotConformance<GceFixture>;

public sealed class GceAddressListTests : AddressListConformance<GceFixture>;

public sealed class GceReverseDnsTests : ReverseDnsConformance<GceFixture>;

public sealed class GceImageCatalogueTests : ImageCatalogueConformance<GceFixture>;

public sealed class GceImageInspectTests : ImageInspectConformance<GceFixture>;

public sealed class GceImageDeleteTests : ImageDeleteConformance<GceFixture>;

public sealed class GcePlanCatalogueTests : PlanCatalogueConformance<GceFixture>;

public sealed class GceTransferMeterTests : TransferMeterConformance<GceFixture>;

public sealed class GceCustomActionsTests : CustomActionsConformance<GceFixture>;

public sealed class GceLongTasksTests : LongTasksConformance<GceFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class GceFaultTests : HttpFaultSuite<GceFixture>;

public sealed class GcePanelTests : PanelLifeSuite<GceFixture>;
