using Lobster.Core.Standing;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Mail;

/// <summary>The sentences of a letter about an account's standing.</summary>
internal sealed class StandingText(IStringLocalizer<Ui> words, Formats formats, StandingNews news)
{
    /// <summary>The fact.</summary>
    public string Subject => news.Kind switch
    {
        StandingNewsKind.LowCredit => words["Credit is low: it lasts until {0}", End],
        StandingNewsKind.NegativeCredit => words["Your credit is used up"],
        StandingNewsKind.Suspended => words["Your account is suspended"],
        StandingNewsKind.TerminationWarning => words["Your machines will be deleted on {0}", Due],
        StandingNewsKind.Restored => words["Your account is restored"],
        StandingNewsKind.Terminated => words["Your account was terminated"],
        StandingNewsKind.Reopened => words["Your account can be used again"],
        StandingNewsKind.SuspendedByStaff => words["Your account was suspended by our staff"],
        StandingNewsKind.LiftedByStaff => words["The suspension of your account has ended"],
        _ => throw new InvalidOperationException($"Nobody writes about {news.Kind}."),
    };

    /// <summary>What it means.</summary>
    public IReadOnlyList<string> Paragraphs => news.Kind switch
    {
        StandingNewsKind.LowCredit => [words["your credit is {0}. All you have costs {1}, so that it lasts until {2}.", Credit, Rate, End]],
        StandingNewsKind.NegativeCredit when news.Burn.IsPositive =>
            [words["your credit is {0} and all you have costs {1}. Without a payment your machines will be stopped.", Credit, Rate]],
        StandingNewsKind.NegativeCredit => [words["your credit is {0}. Nothing of yours costs anything now, so nothing is stopped; new machines need credit.", Credit]],
        StandingNewsKind.Suspended =>
            [words["your credit is {0}, so that your {1} machines are being stopped. Disks and addresses stay.", Credit, Formats.Count(news.Machines)], Deadline],
        StandingNewsKind.TerminationWarning => [words["your account is suspended and your credit is {0}.", Credit], Deadline],
        StandingNewsKind.Restored => [words["your credit is {0}. The machines that were stopped for lack of it are being started.", Credit], Lasts],
        StandingNewsKind.Terminated =>
            [words["your account was suspended without a payment until the date that we told you. Its machines and images are being deleted."], words["Your credit is {0}.", Credit]],
        StandingNewsKind.Reopened => [words["your credit is {0} and you can create machines again. What was deleted is gone.", Credit]],
        StandingNewsKind.SuspendedByStaff =>
            [words["your {0} machines are being stopped. Disks and addresses stay.", Formats.Count(news.Machines)], words["The reason: {0}", news.Reason ?? ""]],
        _ => [words["the machines that were stopped for it are being started."], Lasts],
    };

    /// <summary>What to do.</summary>
    public string After => news.Kind switch
    {
        StandingNewsKind.LowCredit => words["Add credit before then and nothing changes."],
        StandingNewsKind.NegativeCredit => words["Add credit and nothing is stopped."],
        StandingNewsKind.Suspended or StandingNewsKind.TerminationWarning => words["Add at least {0} and the machines start again by themselves.", formats.Credit(news.Missing)],
        StandingNewsKind.Terminated => words["Pay what is owed, and a little more, to use the account again."],
        StandingNewsKind.SuspendedByStaff => words["Only our staff can end this. Answer this e-mail or write to support."],
        _ => words["You need not do anything."],
    };

    private string Credit => formats.Credit(news.Credit);

    private string Rate => formats.RateInText(news.Burn);

    private string End => news.Runway.Until is { } until ? formats.DateUtc(until) : words["further notice"];

    private string Due => news.TerminationDue is { } due ? formats.DateUtc(due) : words["a date to follow"];

    private string Deadline => words["Unless you pay, your machines and images will be deleted on {0}. That cannot be undone.", Due];

    private string Lasts => news.Burn.IsPositive ? words["All you have costs {0}, so that it lasts until {1}.", Rate, End] : words["Nothing of yours costs anything now."];
}
