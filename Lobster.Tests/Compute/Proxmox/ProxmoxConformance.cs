using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

// The suites that Proxmox VE claims. One file, since each is one line.
public sealed class ProxmoxMachineTests : MachineConformance<ProxmoxFixture>;

public sealed class ProxmoxPowerTests : PowerConformance<ProxmoxFixture>;

public sealed class ProxmoxForcedPowerTests : ForcedPowerConformance<ProxmoxFixture>;

public sealed class ProxmoxRenameTests : RenameConformance<ProxmoxFixture>;

public sealed class ProxmoxReimageTests : ReimageConformance<ProxmoxFixture>;

public sealed class ProxmoxResizeTests : ResizeConformance<ProxmoxFixture>;

public sealed class ProxmoxSnapshotTests : SnapshotConformance<ProxmoxFixture>;

public sealed class ProxmoxAddressListTests : AddressListConformance<ProxmoxFixture>;

public sealed class ProxmoxAddressChangesTests : AddressChangesConformance<ProxmoxFixture>;

public sealed class ProxmoxImageCatalogueTests : ImageCatalogueConformance<ProxmoxFixture>;

public sealed class ProxmoxImageInspectTests : ImageInspectConformance<ProxmoxFixture>;

public sealed class ProxmoxImageFetchTests : ImageFetchConformance<ProxmoxFixture>;

public sealed class ProxmoxImageDeleteTests : ImageDeleteConformance<ProxmoxFixture>;

public sealed class ProxmoxTransferMeterTests : RunningCountersConformance<ProxmoxFixture>;

public sealed class ProxmoxConsoleTests : ConsoleConformance<ProxmoxFixture>;

public sealed class ProxmoxTerminalConformanceTests : TerminalConformance<ProxmoxFixture>;

public sealed class ProxmoxLongTasksTests : LongTasksConformance<ProxmoxFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class ProxmoxHttpFaultTests : HttpFaultSuite<ProxmoxFixture>;

public sealed class ProxmoxPanelTests : PanelLifeSuite<ProxmoxFixture>;
