using Lobster.Core;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Notifications;
using Lobster.Core.Plans;

namespace Lobster.Tests.Panel;

/// <summary>Letters about prices that say their figures and nothing else.</summary>
internal sealed class PlainPriceLetters : IPriceLetters, ICorrectionLetters
{
    public Task<Letter> RisesAsync(PriceRise rise) => Say($"{rise.UserName} {rise.Plan} {rise.At} {string.Join(",", rise.Machines)} {rise.Before} {rise.After}");

    public Task<Letter> CalledOffAsync(string userName, string plan, Instant at) => Say($"{userName} {plan} {at} off");

    public Task<Letter> CorrectedAsync(CorrectionNotice notice) => Say($"{notice.UserName} {notice.From:yyyy-MM-dd} {notice.To:yyyy-MM-dd} {notice.Difference} {notice.Reason}");

    private static Task<Letter> Say(string text) => Task.FromResult(new Letter(text, text, text));
}
