using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Ec2;

// The suites that EC2 claims. One file, since each is one line.
public sealed class Ec2MachineTests : MachineConformance<Ec2Fixture>;

public sealed class Ec2PowerTests : PowerConformance<Ec2Fixture>;

public sealed class Ec2ForcedPowerTests : ForcedPowerConformance<Ec2Fixture>;

public sealed class Ec2RenameTests : RenameConformance<Ec2Fixture>;

public sealed class Ec2ReimageTests : ReimageConformance<Ec2Fixture>;

public sealed class Ec2ResizeTests : ResizeConformance<Ec2Fixture>;

public sealed class Ec2SnapshotTests : SnapshotConformance<Ec2Fixture>;

public sealed class Ec2AddressListTests : AddressListConformance<Ec2Fixture>;

public sealed class Ec2AddressChangesTests : AddressChangesConformance<Ec2Fixture>;

public sealed class Ec2ImageCatalogueTests : ImageCatalogueConformance<Ec2Fixture>;

public sealed class Ec2ImageInspectTests : ImageInspectConformance<Ec2Fixture>;

public sealed class Ec2ImageDeleteTests : ImageDeleteConformance<Ec2Fixture>;

public sealed class Ec2PlanCatalogueTests : PlanCatalogueConformance<Ec2Fixture>;

public sealed class Ec2TransferMeterTests : TransferMeterConformance<Ec2Fixture>;

public sealed class Ec2CustomActionsTests : CustomActionsConformance<Ec2Fixture>;

public sealed class Ec2LongTasksTests : LongTasksConformance<Ec2Fixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}

public sealed class Ec2FaultTests : HttpFaultSuite<Ec2Fixture>;

public sealed class Ec2PanelTests : PanelLifeSuite<Ec2Fixture>;

// Only Elastic IP addresses have reverse names, so these machines each get one.
public sealed class Ec2ReverseDnsTests : ReverseDnsConformance<Ec2ElasticFixture>;

public sealed class Ec2ElasticMachineTests : MachineConformance<Ec2ElasticMachineTests.FewFixture>
{
    /// <summary>An account that may have as many addresses as the suite makes machines; the list needs no second page here.</summary>
    public sealed class FewFixture : Ec2Fixture
    {
        public override int MoreThanOnePage => 5;

        protected override string PublicAddress => "elastic";
    }
}

public sealed class Ec2ElasticAddressListTests : AddressListConformance<Ec2ElasticFixture>;

public sealed class Ec2ElasticAddressChangesTests : AddressChangesConformance<Ec2ElasticFixture>;
