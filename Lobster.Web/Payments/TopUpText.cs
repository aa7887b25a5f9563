using System.Globalization;
using Lobster.Core.TopUps;

namespace Lobster.Web.Payments;

/// <summary>The words of letters about automatic top-up: {0} reader, {1} card, {2} amount, {3} moment, {4} reason; in subjects {0} card, {1} amount.</summary>
internal static class TopUpText
{
    private const string Rule = "You can change or switch off automatic top-up, and remove your card, on the billing page.";
    private const string Pay = "Your machines run as long as your credit lasts. Add credit on the billing page if you need it sooner.";

    /// <summary>Subject, text and last sentence.</summary>
    public static (string Subject, string Text, string After) Of(TopUpNews news) => news.Kind switch
    {
        TopUpNewsKind.CardSaved => (
            "{0} saved", "Hello {0}, {1} was saved for automatic top-up. It is charged only by the rule that you set. If that was not you, remove it and write to us.", Rule),
        TopUpNewsKind.Declined => ("Automatic top-up of {1} declined", "Hello {0}, your bank declined {2} from {1}. Nothing was charged. It is tried again after {3}.", Pay),
        TopUpNewsKind.Confirm => (
            "Automatic top-up of {1} needs you",
            "Hello {0}, your bank wants you to confirm a payment of {2} from {1} yourself. Nothing was charged. Pay on the billing page, where you can confirm it; otherwise it is tried again after {3}.", Pay),
        TopUpNewsKind.StoppedByDeclines => (
            "Automatic top-up switched off", "Hello {0}, your bank declined {2} from {1} again, so automatic top-up was switched off. Nothing was charged. Save another card or switch it on again.", Pay),
        TopUpNewsKind.StoppedByCard => (
            "Automatic top-up switched off", "Hello {0}, {1} cannot be charged any more, says your bank, so automatic top-up was switched off. Nothing was charged. Save another card to go on.", Pay),
        TopUpNewsKind.StoppedByStaff => ("Automatic top-up switched off", "Hello {0}, our staff switched automatic top-up off: {4}", Pay),
        TopUpNewsKind.Ceiling => (
            "Automatic top-up waits for next month", "Hello {0}, your credit is low, but another top-up would pass your limit of {2} a month. It goes on after {3}; raise the limit if you want it sooner.", Pay),
        _ => throw new ArgumentOutOfRangeException(nameof(news), news.Kind, "There is no such letter."),
    };

    /// <summary>When it goes on, in UTC, since a letter knows no browser; empty where it does not.</summary>
    public static string Moment(TopUpNews news) => news.Until?.ToDateTimeOffset().ToString("d MMMM, HH:mm 'UTC'", CultureInfo.CurrentCulture) ?? "";
}
