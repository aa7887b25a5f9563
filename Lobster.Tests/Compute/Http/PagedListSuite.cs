using Lobster.Tests.Compute.Conformance;

namespace Lobster.Tests.Compute.Http;

/// <summary>A look at all machines, power included, takes a request a page and no more.</summary>
public abstract class PagedListSuite<TFixture> : ConformanceSuite<TFixture>
    where TFixture : HttpFixture, new()
{
    private const int Machines = 1_000;

    /// <summary>The largest page that the provider gives.</summary>
    protected abstract int PageSize { get; }

    /// <summary>Empty lists that the provider keeps beside, a page each.</summary>
    protected virtual int OtherLists => 0;

    [Fact]
    public async Task List_OfAThousandMachines_TakesARequestAPage()
    {
        for (var i = 0; i < Machines; i++) await Backend.CreateAsync(Request($"web{i}"), Token);
        Cloud.Api.Asked.Clear();

        var machines = await ListAsync();

        Assert.Equal(Machines, machines.DistinctBy(vm => vm.Id).Count());
        Assert.All(machines, vm => Assert.NotNull(vm.Power));
        Assert.Equal((Machines + PageSize - 1) / PageSize + OtherLists, Cloud.Api.Asked.Count);
    }
}
