namespace Lobster.Core.Consoles;

/// <summary>How a console that was asked for opens. A closed family that prints none of its secrets.</summary>
public abstract record ConsoleOffer
{
    private ConsoleOffer()
    {
    }

    /// <inheritdoc/>
    public sealed override string ToString() => GetType().Name;

    /// <summary>At the provider, in a tab of its own.</summary>
    /// <param name="Address">Opens it for whoever has it: shown as a link, neither logged nor stored.</param>
    public sealed record Elsewhere(Uri Address) : ConsoleOffer;

    /// <summary>Here, through the panel's relay.</summary>
    /// <param name="Kind">What is to be drawn; where a machine has no screen it may differ from what was asked for.</param>
    /// <param name="Ticket">Lets the same log-in connect once, within <see cref="ConsoleOptions.TicketSeconds"/>.</param>
    public sealed record Here(ConsoleKind Kind, string Ticket) : ConsoleOffer;
}
