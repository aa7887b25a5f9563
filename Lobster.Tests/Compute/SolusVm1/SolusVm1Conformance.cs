using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm1;

// The suites that SolusVM 1 claims, and those that matter for containers once more with an old master. One file, since each is one line.
public sealed class SolusVm1MachineTests : MachineConformance<SolusVm1Fixture>;

public sealed class SolusVm1PowerTests : PowerConformance<SolusVm1Fixture>;

public sealed class SolusVm1ReimageTests : ReimageConformance<SolusVm1Fixture>;

public sealed class SolusVm1ResizeTests : ResizeConformance<SolusVm1Fixture>;

public sealed class SolusVm1AddressListTests : AddressListConformance<SolusVm1Fixture>;

public sealed class SolusVm1AddressChangesTests : AddressChangesConformance<SolusVm1Fixture>;

public sealed class SolusVm1ImageCatalogueTests : ImageCatalogueConformance<SolusVm1Fixture>;

public sealed class SolusVm1PlanCatalogueTests : PlanCatalogueConformance<SolusVm1Fixture>;

public sealed class SolusVm1TransferMeterTests : RunningCountersConformance<SolusVm1Fixture>;

public sealed class SolusVm1ConsoleTests : ConsoleConformance<SolusVm1Fixture>;

public sealed class SolusVm1CustomActionsTests : CustomActionsConformance<SolusVm1Fixture>;

public sealed class SolusVm1FaultTests : HttpFaultSuite<SolusVm1Fixture>;

public sealed class SolusVm1PanelTests : PanelLifeSuite<SolusVm1Fixture>;

public sealed class SolusVm1ContainerMachineTests : MachineConformance<SolusVm1OpenVzFixture>;

public sealed class SolusVm1ContainerPowerTests : PowerConformance<SolusVm1OpenVzFixture>;

public sealed class SolusVm1ContainerResizeTests : ResizeConformance<SolusVm1OpenVzFixture>;

public sealed class SolusVm1ContainerConsoleTests : ConsoleConformance<SolusVm1OpenVzFixture>;

public sealed class SolusVm1ContainerFaultTests : HttpFaultSuite<SolusVm1OpenVzFixture>;

public sealed class SolusVm1LongTasksTests : LongTasksConformance<SolusVm1OpenVzFixture>
{
    protected override async Task<BackendChange> BeginAsync(string vmId) => (await Backend.CreateAsync(Request("second"), Token)).Change;
}
