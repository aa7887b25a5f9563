using Lobster.Core.Notifications;
using Lobster.Core.Standing;

namespace Lobster.Tests.Panel;

/// <summary>Letters about standing whose subject is the kind of news.</summary>
internal sealed class PlainStandingLetters : IStandingLetters
{
    public Task<Letter> WriteAsync(StandingNews news) =>
        Task.FromResult(new Letter(news.Kind.ToString(), "<p>" + news.UserName + "</p>", $"{news.UserName} {news.Credit} {news.TerminationDue} {news.Reason}"));
}
