using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using ImageState = Lobster.Core.Images.ImageState;

namespace Lobster.Tests.VirtualMachines;

public sealed class CreationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("web\u0007")]
    [InlineData("-web")]
    [InlineData("web-")]
    [InlineData("wéb")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123x")]
    public async Task Create_BadName_IsRefusedBesideTheFieldAndNothingIsSaved(string name)
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);

        var outcome = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form(name));

        Assert.Equal("Name", Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Equal(0, await panel.ReadAsync(db => db.Operations.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Create_SameRequestTwiceAtOnce_MakesOneMachine(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var form = panel.Form();

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, form)));
        await panel.SettleAsync();

        Assert.Single(both.Select(o => o.Value).Distinct());
        Assert.Equal(1, await panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
        Assert.Equal(1, await panel.MachinesInTheCloudAsync());
    }

    [Theory, EveryDatabase]
    public async Task Create_AnswerLostAfterSuccess_MakesOneMachine(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        panel.Faults.LoseAnswer("create");

        var vm = await panel.CreateVmAsync();

        Assert.Equal(VmLifecycle.Active, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Equal(1, await panel.MachinesInTheCloudAsync());
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Create_NoRoomInTheRegion_EndsInErrorAndChargesNothing()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        panel.Faults.Fail("create", BackendErrorKind.QuotaExceeded, 20);

        var vm = await panel.VmAsync(await panel.CreateVmAsync());

        Assert.Equal(VmLifecycle.Error, vm.Lifecycle);
        Assert.Equal("Amsterdam has no room for this right now. Nothing was charged.", vm.Error);
        panel.Advance(TimeSpan.FromHours(5));
        await panel.ChargeAsync();
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Create_BackendDownForAWhile_ComesUpLater()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        panel.Faults.Fail("create", BackendErrorKind.Unavailable, 3);

        var vm = await panel.VmAsync(await panel.CreateVmAsync());

        Assert.Equal(VmLifecycle.Active, vm.Lifecycle);
        Assert.Equal(1, await panel.MachinesInTheCloudAsync());
    }

    [Fact]
    public async Task Create_ImageOfAnotherAccount_IsRefusedInTheUseCase()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var other = await panel.AddCustomerAsync("jonas");
        ImageId foreign = default;
        await panel.WriteAsync(async db =>
        {
            var image = new Image { AccountId = other.Account, RegionId = panel.Stock.Region, Name = "theirs", BackendId = "img-9", State = ImageState.Active, CreatedAt = panel.Now };
            db.Images.Add(image);
            await db.SaveChangesAsync();
            foreign = image.Id;
        });

        var outcome = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form() with { ImageId = foreign });

        Assert.Equal("Image", Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Fact]
    public async Task Create_ForAnAccountOfSomebodyElse_LooksAsIfItWereNotThere()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var other = await panel.AddCustomerAsync("jonas");

        var outcome = await panel.Get<VmCreation>().CreateAsync(other.Owner, panel.Form());

        Assert.IsType<Refusal.NotFound>(outcome.Refusal);
    }

    [Fact]
    public async Task Create_DisabledRegion_IsRefused()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        await panel.WriteAsync(db => db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.IsEnabled, false)));

        var outcome = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form());

        Assert.Equal("Region", Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
    }

    [Theory, EveryDatabase]
    public async Task Create_CreditForOneOnlyAndManyAtOnce_MakesOne(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.MinimumHours = 24);
        await panel.GiveAsync(panel.Stock.Account, Money.FromDecimal(0.20m) - Money.FromUnits(100));

        var all = await Task.WhenAll(Enumerable.Range(1, 6).Select(i => panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form($"web-{i}"))));

        Assert.Equal(1, all.Count(o => !o.IsRefused));
        Assert.All(all.Where(o => o.IsRefused), o => Assert.IsType<Refusal.NotEnoughCredit>(o.Refusal));
    }

    [Fact]
    public async Task Delete_WhileStillBeingCreated_LeavesNothingBehindAndPaysAtMostOneHour()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = (await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form())).Value;
        await panel.Get<Core.VirtualMachines.Operations.IOperationRunner>().RunNextAsync(CancellationToken.None);

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Equal(0, await panel.MachinesInTheCloudAsync());
        await panel.AssertBooksInOrderAsync();
    }

    [Fact]
    public async Task Delete_BackendRefusesForHours_IsTriedUntilItConfirmsAndCostsNothingMore()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.CreateVmAsync();
        panel.Faults.Fail("delete", BackendErrorKind.Rejected, 12);

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        var afterDelete = await panel.CreditAsync(panel.Stock.Account);
        for (var i = 0; i < 15; i++)
        {
            panel.Advance(TimeSpan.FromMinutes(6));
            await panel.Get<Core.VirtualMachines.Operations.IOperationRunner>().RunNextAsync(CancellationToken.None);
            await panel.ChargeAsync();
        }

        await panel.SettleAsync();
        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Equal(afterDelete, await panel.CreditAsync(panel.Stock.Account));
    }
}
