using Lobster.Backends.Payments.Test;
using Lobster.Core.Data;
using Lobster.Core.TopUps;
using Lobster.Web.Components.Login;
using Lobster.Web.Payments;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Components.Dev.Pay;

/// <summary>The page of the test gateway where a developer saves a card that behaves in one way or another. Does not exist where the gateway does not.</summary>
public sealed partial class TestCardPage : FormPage
{
    private static readonly (TestCard Kind, string Words)[] Kinds =
    [
        (TestCard.Works, "A card that works"),
        (TestCard.InsufficientFunds, "A card without enough money"),
        (TestCard.Lost, "A card that was lost"),
        (TestCard.AuthenticationRequired, "A card whose payments need confirmation"),
    ];

    private CardOnFile? card;
    private int? answer;

    /// <summary>The saving's reference.</summary>
    [Parameter]
    public string Reference { get; set; } = "";

    /// <summary>Where the customer came from.</summary>
    [SupplyParameterFromQuery(Name = "back")]
    private string? Back { get; set; }

    [SupplyParameterFromForm(FormName = "card", Name = "kind")]
    private TestCard? Kind { get; set; }

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private Transactions Transactions { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Services.GetService<TestGateway>() is not null)
            card = await Transactions.ReadAsync((db, token) => db.CardsOnFile.FirstOrDefaultAsync(c => c.Reference == Reference && c.Gateway == TestGateway.GatewayName, token), Stopping);
        if (card is null) Navigation.NotFound();
    }

    private async Task SaveAsync()
    {
        if (card is null || Kind is not { } kind) return;
        var webhook = Services.GetRequiredService<OwnAddress>().At("/webhooks/" + TestGateway.GatewayName);
        answer = await Services.GetRequiredService<TestGatewayPlayer>().SaveAsync(card.Reference, kind, webhook, Stopping);
        if (answer == StatusCodes.Status200OK) Go(Back ?? Shared.Links.Billing);
    }
}
