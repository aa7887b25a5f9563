using System.Text.RegularExpressions;
using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Web.Components.Dev;

/// <summary>The outbox as a mailbox, in Development only.</summary>
public sealed partial class MailPage : PageBase
{
    private const string Patterns = "/dev/patterns";
    private List<OutgoingMail>? mails;
    private OutgoingMail? open;

    /// <summary>The mail to read; the latest otherwise.</summary>
    [Parameter]
    public long? Id { get; set; }

    [Inject]
    private Transactions Transactions { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        mails = await Transactions.ReadAsync((db, token) => db.OutgoingMails.OrderByDescending(m => m.Id).Take(50).ToListAsync(token), Stopping);
        open = Id is { } id ? mails.FirstOrDefault(m => m.Id.Value == id) : mails.Count > 0 ? mails[0] : null;
    }

    private static IEnumerable<string> LinksIn(string text) => Address().Matches(text).Select(m => m.Value);

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
