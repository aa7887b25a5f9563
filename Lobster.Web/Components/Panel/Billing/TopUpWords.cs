using Lobster.Core.TopUps;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Billing;

/// <summary>Why automatic top-up charges nothing at present, in words for its owner and for staff.</summary>
internal static class TopUpWords
{
    /// <summary>What stands in the way of a rule that is on, or has ended it; null when nothing does.</summary>
    public static string? Trouble(TopUpView view, IStringLocalizer<Ui> words, Formats formats) => view.Rule switch
    {
        { State: TopUpState.Stopped } rule => Stop(rule, words),
        { State: TopUpState.On } when view.Bar is { } bar => Bar(bar, words),
        { State: TopUpState.On, WaitUntil: { } until, WaitFor: { } what } when until > formats.Now => Wait(what, formats.Date(until), words),
        _ => null,
    };

    private static string Stop(TopUp rule, IStringLocalizer<Ui> words) => rule.StoppedBecause switch
    {
        TopUpStop.CardUseless => words["Switched off: the bank says that this card cannot be charged any more. Save another one."],
        TopUpStop.Staff => words["Switched off by our staff: {0}", rule.StopReason ?? ""],
        _ => words["Switched off: the bank declined too often. Save another card, or switch it on again."],
    };

    private static string Wait(TopUpWait what, string until, IStringLocalizer<Ui> words) => what switch
    {
        TopUpWait.Ceiling => words["Another top-up would pass the month's limit. It goes on after {0}.", until],
        TopUpWait.Confirmation => words["The bank wants a payment confirmed in person: pay above. Otherwise it is tried again after {0}.", until],
        _ => words["The bank declined. It is tried again after {0}.", until],
    };

    private static string Bar(TopUpBar bar, IStringLocalizer<Ui> words) => bar switch
    {
        TopUpBar.Dispute => words["Nothing is charged, because a payment was disputed at the bank."],
        TopUpBar.Terminated => words["Nothing is charged, because the account was terminated."],
        TopUpBar.SuspendedByStaff => words["Nothing is charged while the account is suspended by staff."],
        _ => words["Nothing is charged while the account is being looked at."],
    };
}
