namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>What a pressed key means to a machine. A closed family.</summary>
internal abstract record KeyStroke
{
    private KeyStroke()
    {
    }

    /// <summary>A character, control characters included.</summary>
    internal sealed record Typed(char Character) : KeyStroke;

    /// <summary>Shift+Insert.</summary>
    internal sealed record Paste : KeyStroke;

    /// <summary>Ctrl+Alt+Del.</summary>
    internal sealed record Restart : KeyStroke;
}
