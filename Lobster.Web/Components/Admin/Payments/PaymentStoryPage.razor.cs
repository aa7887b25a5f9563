using Lobster.Core;
using Lobster.Core.Events;
using Lobster.Core.Payments;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Payments;

/// <summary>All that is known of one payment, and what may be done about it.</summary>
public sealed partial class PaymentStoryPage : StaffPage
{
    private PaymentStory? story;
    private bool isByHand;
    private bool isBusy;

    /// <summary>The payment.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>Reads it.</summary>
    [Inject]
    public required PaymentDesk Desk { get; init; }

    /// <summary>Asks its provider.</summary>
    [Inject]
    public required PaymentLookUps LookUps { get; init; }

    /// <summary>Knows what gateways are called and can.</summary>
    [Inject]
    public required PaymentGateways Gateways { get; init; }

    private IReadOnlyList<Crumb> Path => [new(Words["Admin"], Links.Admin), new(Words["Payments"], Links.AdminPayments)];

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject == SubjectKind.Payment && change.SubjectId == Id;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        story = await Desk.StoryAsync(Actor, new PaymentId(Id), Stopping);
        isByHand = story is not null && await IsByHandAsync(story.Payment.Gateway);
    }

    private async Task<bool> IsByHandAsync(string type)
    {
        try
        {
            return await Gateways.FindAsync(type, Stopping) is IInstructions;
        }
        catch (GatewayException)
        {
            return false;
        }
    }

    private Task LookAsync() => BusyAsync(async () => (await LookUps.LookAsync(Actor, new PaymentId(Id), Stopping)).Refusal, Words["Looked up."]);

    private Task AgainAsync(GatewayEventId delivery) => BusyAsync(async () => (await Desk.ProcessAgainAsync(Actor, delivery, Stopping)).Refusal, Words["It is processed again."]);

    private async Task RefundAsync()
    {
        if (await RefundDialog.OpenAsync(Dialogs, Actor, story!)) await DoneAsync(null, Words["The refund is on its way."]);
    }

    private async Task VoidAsync()
    {
        if (await VoidDialog.OpenAsync(Dialogs, Actor, story!.Payment)) await DoneAsync(null, Words["It is taken back."]);
    }

    private async Task BusyAsync(Func<Task<Refusal?>> act, string done)
    {
        if (isBusy) return;
        isBusy = true;
        try
        {
            await DoneAsync(await act(), done);
        }
        finally
        {
            isBusy = false;
        }
    }
}
