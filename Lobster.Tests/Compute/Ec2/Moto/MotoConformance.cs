using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Ec2.Moto;

// The suites against somebody else's idea of EC2. One file, since each is one line. Left out, and run against our own fake only: IReimage and IReverseDns, which moto answers
// with a 500, and ITransferMeter, since nobody tells moto's CloudWatch what machines send (MotoTransferTests tells it).
[Collection(OneMoto.Name)]
public sealed class MotoMachineTests : MachineConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoPowerTests : PowerConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoForcedPowerTests : ForcedPowerConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoRenameTests : RenameConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoResizeTests : ResizeConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoSnapshotTests : SnapshotConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoAddressListTests : AddressListConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoAddressChangesTests : AddressChangesConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoImageCatalogueTests : ImageCatalogueConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoImageInspectTests : ImageInspectConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoImageDeleteTests : ImageDeleteConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoPlanCatalogueTests : PlanCatalogueConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoCustomActionsTests : CustomActionsConformance<MotoFixture>;

[Collection(OneMoto.Name)]
public sealed class MotoLongTasksTests : LongTasksConformance<MotoFixture>
{
    protected override Task<BackendChange> BeginAsync(string vmId) => Capability<IResize>().ResizeAsync(vmId, Cloud.LargerSize, Token);
}
