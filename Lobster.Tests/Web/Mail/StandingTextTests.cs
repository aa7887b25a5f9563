using Lobster.Core;
using Lobster.Core.Standing;
using Lobster.Web;
using Lobster.Web.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Lobster.Tests.Web.Mail;

public sealed class StandingTextTests
{
    private static readonly Instant Now = Instant.Utc(2026, 11, 12, 9, 41);

    [Theory]
    [InlineData(StandingNewsKind.LowCredit, "Credit is low: it lasts until Thu 12 Nov, 19:41 UTC")]
    [InlineData(StandingNewsKind.NegativeCredit, "Your credit is used up")]
    [InlineData(StandingNewsKind.Suspended, "Your account is suspended")]
    [InlineData(StandingNewsKind.TerminationWarning, "Your machines will be deleted on Thu 26 Nov, 09:41 UTC")]
    [InlineData(StandingNewsKind.Restored, "Your account is restored")]
    [InlineData(StandingNewsKind.Terminated, "Your account was terminated")]
    [InlineData(StandingNewsKind.Reopened, "Your account can be used again")]
    [InlineData(StandingNewsKind.SuspendedByStaff, "Your account was suspended by our staff")]
    [InlineData(StandingNewsKind.LiftedByStaff, "The suspension of your account has ended")]
    public void Letter_OfEveryKind_SaysTheFactAndTheCredit(StandingNewsKind kind, string subject)
    {
        using var ui = new UiContext();

        var text = Of(ui, News(kind));

        Assert.Equal(subject, text.Subject);
        Assert.NotEmpty(text.Paragraphs);
        Assert.NotEmpty(text.After);
        if (kind is not (StandingNewsKind.SuspendedByStaff or StandingNewsKind.LiftedByStaff)) Assert.Contains(text.Paragraphs, p => p.Contains("$10.00", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StandingNewsKind.Suspended)]
    [InlineData(StandingNewsKind.TerminationWarning)]
    public void Letter_ToASuspendedAccount_NamesDateAndTheAmountThatHelps(StandingNewsKind kind)
    {
        using var ui = new UiContext();

        var text = Of(ui, News(kind) with { Credit = Money.FromUnits(-4), RestoreHours = 2 });

        Assert.Contains(text.Paragraphs, p => p.Contains("Thu 26 Nov, 09:41 UTC", StringComparison.Ordinal));
        Assert.Contains("$6.00", text.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_OfASuspensionByStaff_CarriesTheirReason()
    {
        using var ui = new UiContext();

        Assert.Contains(Of(ui, News(StandingNewsKind.SuspendedByStaff) with { Reason = "Abuse report 17" }).Paragraphs, p => p.Contains("Abuse report 17", StringComparison.Ordinal));
    }

    private static StandingText Of(UiContext ui, StandingNews news) =>
        new(ui.Services.GetRequiredService<IStringLocalizer<Ui>>(), ui.Formats, news);

    private static StandingNews News(StandingNewsKind kind) => new(kind, "mara", Money.FromUnits(10), Money.FromUnits(1), Now)
    {
        Machines = 2, TerminationDue = Now + TimeSpan.FromDays(14), RestoreHours = 1,
    };
}
