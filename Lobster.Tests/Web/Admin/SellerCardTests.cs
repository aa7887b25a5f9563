using Bunit;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Tax;
using Lobster.Tests.Panel;
using Lobster.Web.Components.Admin.Taxes;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Web.Admin;

public sealed class SellerCardTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TestPanel panel = null!;

    public async ValueTask InitializeAsync()
    {
        panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        ui.Services.AddSingleton(panel.Get<TaxDesk>());
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await panel.DisposeAsync();
    }

    [Fact]
    public async Task BadInput_Saved_IsToldBesideTheFieldAndKept()
    {
        var card = Draw(null);

        await FillAsync(card, "Lobster Hosting", "", "DE");

        Assert.Contains("Enter 1 to 5 lines.", card.Find("#seller-address-e").TextContent, StringComparison.Ordinal);
        Assert.Equal("Lobster Hosting", card.Find("#seller-name").GetAttribute("value"));
        Assert.Null((await panel.Get<TaxDesk>().ReadAsync(Actor.System)).Value!.Seller);
    }

    [Fact]
    public async Task GoodInput_SavedTwice_IsKeptBothTimes()
    {
        var card = Draw(null);

        await FillAsync(card, "Lobster Hosting", "Am Hafen 1", "DE");
        var first = await NameAsync();
        await FillAsync(card, "Lobster Hosting GmbH", "Am Hafen 1", "DE");

        Assert.Equal(("Lobster Hosting", "Lobster Hosting GmbH"), (first, await NameAsync()));
    }

    private async Task<string?> NameAsync() => (await panel.Get<TaxDesk>().ReadAsync(Actor.System)).Value!.Seller?.Name;

    private IRenderedComponent<SellerCard> Draw(Seller? seller) => ui.Render<SellerCard>(p => p.Add(c => c.Seller, seller).Add(c => c.Actor, Actor.System));

    private static async Task FillAsync(IRenderedComponent<SellerCard> card, string name, string address, string country)
    {
        await card.Find("#seller-name").ChangeAsync(name);
        await card.Find("#seller-address").ChangeAsync(address);
        await card.Find("#seller-country").ChangeAsync(country);
        await card.Find("form").SubmitAsync();
    }
}
