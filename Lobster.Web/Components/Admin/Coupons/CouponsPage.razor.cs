using System.Globalization;
using Lobster.Core;
using Lobster.Core.Coupons;
using Lobster.Core.Events;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Coupons;

/// <summary>All coupons, and the form of a new one.</summary>
public sealed partial class CouponsPage : StaffPage
{
    private IReadOnlyList<CouponRow>? list;
    private string? code;
    private string? amount;
    private string? days;
    private string? until;
    private string? each = "1";
    private string? total;
    private string? note;
    private Refusal? refusal;
    private bool isBusy;

    /// <summary>Makes and lists them.</summary>
    [Inject]
    public required CouponDesk Desk { get; init; }

    /// <summary>How the currency is written.</summary>
    [Inject]
    public required PanelCurrency Currency { get; init; }

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject == SubjectKind.Panel;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => list = (await Desk.ListAsync(Actor, Stopping)).Value;

    private string? Fault(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private async Task AddAsync()
    {
        if (isBusy) return;
        isBusy = true;
        var last = DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        refusal = (await Desk.AddAsync(Actor, new CouponForm(code, amount, last, days, each, total, note), Stopping)).Refusal;
        isBusy = false;
        if (refusal is not null) return;
        Toasts.Say(Words["{0} can be used now.", CouponCode.Normal(code)!]);
        (code, amount, days, until, each, total, note) = ("", "", "", "", "1", "", "");
        await RefreshAsync();
    }

    private async Task SwitchAsync(Coupon coupon, bool isOn) => await DoneAsync((await Desk.SetEnabledAsync(Actor, coupon.Id, isOn, Stopping)).Refusal);
}
