using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

// The suites that Linode claims. One file, since each is one line.
public sealed class LinodeMachineTests : MachineConformance<LinodeFixture>;

public sealed class LinodePowerTests : PowerConformance<LinodeFixture>;

public sealed class LinodeRenameTests : RenameConformance<LinodeFixture>;

public sealed class LinodeReimageTests : ReimageConformance<LinodeFixture>;

public sealed class LinodeResizeTests : ResizeConformance<LinodeFixture>;

public sealed class LinodeSnapshotTests : SnapshotConformance<LinodeFixture>;

public sealed class LinodeAddressListTests : AddressListConformance<LinodeFixture>;

public sealed class LinodeAddressChangesTests : AddressChangesConformance<LinodeFixture>;

public sealed class LinodeReverseDnsTests : ReverseDnsConformance<LinodeFixture>;

public sealed class LinodeImageCatalogueTests : ImageCatalogueConformance<LinodeFixture>;

public sealed class LinodeImageInspectTests : ImageInspectConformance<LinodeFixture>;

public sealed class LinodeImageDeleteTests : ImageDeleteConformance<LinodeFixture>;

public sealed class LinodePlanCatalogueTests : PlanCatalogueConformance<LinodeFixture>;

public sealed class LinodeTransferMeterTests : RunningCountersConformance<LinodeFixture>;

public sealed class LinodeConsoleTests : ConsoleConformance<LinodeFixture>;

public sealed class LinodeTerminalTests : TerminalConformance<LinodeFixture>;

public sealed class LinodeCustomActionsTests : CustomActionsConformance<LinodeFixture>;

public sealed class LinodeLongTasksTests : LongTasksConformance<LinodeFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class LinodeFaultTests : HttpFaultSuite<LinodeFixture>;

public sealed class LinodePagedListTests : PagedListSuite<LinodeFixture>
{
    protected override int PageSize => 500;
}

public sealed class LinodePanelTests : PanelLifeSuite<LinodeFixture>;
