using System.Globalization;
using System.Text;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>Writes terminal text on a page: control characters and the sequences of <see cref="SandboxAnsi"/>; it skips others.</summary>
internal sealed class GridPen(TextGrid grid)
{
    private const char Escape = '\e';
    private readonly StringBuilder sequence = new();
    private Ink ink = Ink.Text;

    public void Write(string text)
    {
        foreach (var c in text)
            if (sequence.Length > 0 || c == Escape)
                Follow(c);
            else
                Write(c);
    }

    private void Write(char c)
    {
        if (c == '\r')
            grid.Return();
        else if (c == '\n')
            grid.LineFeed();
        else if (c == '\b')
            grid.Back();
        else if (!char.IsControl(c))
            grid.Put(c, ink);
    }

    private void Follow(char c)
    {
        sequence.Append(c);
        if (sequence.Length == 1 || c is '[' or ';' || char.IsAsciiDigit(c))
            return;
        if (c == 'J')
            grid.Clear();
        else if (c == 'm')
            ink = Colour(sequence.ToString(2, sequence.Length - 3));
        sequence.Clear();
    }

    private static Ink Colour(string numbers) => int.Parse("0" + numbers.Split(';')[^1], CultureInfo.InvariantCulture) switch
    {
        32 => Ink.Green,
        34 => Ink.Blue,
        _ => Ink.Text,
    };
}
