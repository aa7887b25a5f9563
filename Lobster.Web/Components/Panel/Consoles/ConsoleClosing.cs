namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>How a console ends, as the page tells it. The script shows the one of the code that the relay closed with, without asking the panel, which may be what is gone.</summary>
/// <param name="Code">The relay's close code, or the script's own name for an end that has none.</param>
/// <param name="Title">The fact; English, the key of its translation.</param>
/// <param name="Text">What follows from it, likewise; {detail} stands for what only the script knows. Null for nothing but that.</param>
/// <param name="Again">The button that connects again; null where that is of no use.</param>
internal sealed record ConsoleClosing(string Code, string Title, string? Text, string? Again = "Connect again")
{
    /// <summary>Whether the old SSH host key can be forgotten.</summary>
    public bool OffersToForget { get; init; }

    /// <summary>Every end.</summary>
    public static IReadOnlyList<ConsoleClosing> All { get; } =
    [
        new("1000", "The machine ended the connection.", "It was switched off, or whoever was logged in logged out."),
        new("1009", "That was too much at once.", "More was sent than a console takes in one go. Send it in smaller parts."),
        new("4001", "The console does not answer.", "The machine may be starting, or its region is having trouble. The machine itself runs on."),
        new("4002", "The machine shows another host key.", "It is not the key that was seen before. After a reimage that is expected; otherwise somebody may be listening in between, so nothing was sent.", null) { OffersToForget = true },
        new("4003", "This console is not open to you any more.", "The log-in ended, or the machine was suspended, deleted or handed to somebody else.", null),
        new("4004", "The console refused the log-in.", "The region's user name, password or key for it does not fit any more. Support can put that right."),
        new("4008", "Closed because nothing was typed for long.", "What runs on the machine runs on."),
        new("4009", "Closed because it was open for as long as one may be.", "What runs on the machine runs on."),
        new("4010", "Too many consoles are open.", "Close one of the others, then connect again."),
        new("4011", "The panel has no room for another console now.", "It serves as many as it may. Try again in a few minutes."),
        new("lost", "The connection was lost.", "What runs on the machine runs on. Connecting again in {detail} s.", "Connect now"),
        new("gone", "There was no connection for five minutes.", "What runs on the machine runs on."),
        new("unreachable", "The panel's relay was not reached.", "It may be busy, or a proxy on the way does not let WebSockets through."),
        new("broken", "The console was not understood.", "What came is not what a screen sends. Connecting again may help."),
        new("files", "The console's files could not be loaded.", "They come from the panel. Connecting again loads them once more."),
        new("refused", "The console was not opened.", null),
        new("other", "The connection was closed.", "The relay gave the code {detail}."),
    ];
}
