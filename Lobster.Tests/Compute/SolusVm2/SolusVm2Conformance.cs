using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

// The suites that SolusVM 2 claims. One file, since each is one line.
public sealed class SolusVm2MachineTests : MachineConformance<SolusVm2Fixture>;

public sealed class SolusVm2PowerTests : PowerConformance<SolusVm2Fixture>;

public sealed class SolusVm2ForcedPowerTests : ForcedPowerConformance<SolusVm2Fixture>;

public sealed class SolusVm2RenameTests : RenameConformance<SolusVm2Fixture>;

public sealed class SolusVm2ReimageTests : ReimageConformance<SolusVm2Fixture>;

public sealed class SolusVm2ResizeTests : ResizeConformance<SolusVm2Fixture>;

public sealed class SolusVm2AddressListTests : AddressListConformance<SolusVm2Fixture>;

public sealed class SolusVm2AddressChangesTests : AddressChangesConformance<SolusVm2Fixture>;

public sealed class SolusVm2ImageCatalogueTests : ImageCatalogueConformance<SolusVm2Fixture>;

public sealed class SolusVm2ImageInspectTests : ImageInspectConformance<SolusVm2Fixture>;

public sealed class SolusVm2ImageFetchTests : ImageFetchConformance<SolusVm2Fixture>;

public sealed class SolusVm2ImageDeleteTests : ImageDeleteConformance<SolusVm2Fixture>;

public sealed class SolusVm2PlanCatalogueTests : PlanCatalogueConformance<SolusVm2Fixture>;

public sealed class SolusVm2TransferMeterTests : RunningCountersConformance<SolusVm2Fixture>;

public sealed class SolusVm2ConsoleTests : ConsoleConformance<SolusVm2Fixture>;

public sealed class SolusVm2LongTasksTests : LongTasksConformance<SolusVm2Fixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class SolusVm2FaultTests : HttpFaultSuite<SolusVm2Fixture>;

public sealed class SolusVm2PanelTests : PanelLifeSuite<SolusVm2Fixture>;
