using Lobster.Core.Consoles;

namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>What the script gets for asking: what to draw and the ticket for it, a sentence, or neither, where the page itself shows what follows. No record, so that nothing prints the ticket.</summary>
public sealed class ConsoleAnswer
{
    private ConsoleAnswer()
    {
    }

    /// <summary>Nothing is drawn.</summary>
    public static ConsoleAnswer Nothing { get; } = new();

    /// <summary>The name of the <see cref="ConsoleKind"/> to draw.</summary>
    public string? Kind { get; private init; }

    /// <summary>What the relay wants to see.</summary>
    public string? Ticket { get; private init; }

    /// <summary>Why there is none, in the visitor's words.</summary>
    public string? Refusal { get; private init; }

    /// <summary>A console to draw.</summary>
    public static ConsoleAnswer Draw(ConsoleOffer.Here here) => new() { Kind = here.Kind.ToString(), Ticket = here.Ticket };

    /// <summary>No console, and why.</summary>
    public static ConsoleAnswer Refused(string sentence) => new() { Refusal = sentence };
}
