using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(IPlanCatalogue))]
public abstract class PlanCatalogueConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    [Fact]
    public async Task ListPlans_Always_HasEachOnceInSaneUnits()
    {
        var plans = await Capability<IPlanCatalogue>().ListPlansAsync(Token);

        Assert.NotEmpty(plans);
        Assert.Equal(plans.Count, plans.DistinctBy(p => p.Id).Count());
        Assert.All(plans, p =>
        {
            Assert.InRange(p.VCpus ?? 1, 1, 1024);
            Assert.InRange(p.RamMb ?? 1024, 128, 64 * 1024 * 1024);
            Assert.InRange(p.DiskGb ?? 1, 0, 1024 * 1024);
            Assert.Equal(p.HourlyPrice is null, p.Currency is null);
        });
    }

    [Fact]
    public async Task ListPlans_Sizes_AreThoseThatMachinesGet()
    {
        var plan = (await Capability<IPlanCatalogue>().ListPlansAsync(Token)).FirstOrDefault(p => p is { IsAvailable: true, VCpus: not null, RamMb: not null });
        if (plan is null) return; // it tells the names of its sizes only
        var size = new VmSize(plan.Id, plan.VCpus!.Value, plan.RamMb!.Value, plan.DiskGb ?? Cloud.Size.DiskGb);

        var accepted = await Backend.CreateAsync(Request() with { Size = size }, Token);
        await DoneAsync(accepted.VmId, accepted.Change);
        var vm = await GetAsync(accepted.VmId);

        Assert.Equal((plan.VCpus, plan.RamMb), (vm.VCpus, vm.RamMb));
    }
}
