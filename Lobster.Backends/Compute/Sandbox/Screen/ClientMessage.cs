namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>What a client may say once it is in (RFC 6143, 7.5). A closed family.</summary>
internal abstract record ClientMessage
{
    private ClientMessage()
    {
    }

    /// <summary>How it wants its pixels from now on.</summary>
    internal sealed record SetPixelFormat(PixelFormat Format) : ClientMessage;

    /// <summary>The encodings it knows, the one it likes best first.</summary>
    internal sealed record SetEncodings(IReadOnlyList<int> Numbers) : ClientMessage;

    /// <summary>It wants to see an area: all of it, or once something of it differs from what it has.</summary>
    internal sealed record UpdateRequest(CellArea Area, bool Whole) : ClientMessage;

    /// <summary>A key, as an X keysym.</summary>
    internal sealed record Key(uint Keysym, bool Down) : ClientMessage;

    /// <summary>The mouse; the lowest bit is its left button.</summary>
    internal sealed record Pointer(int Buttons, int X, int Y) : ClientMessage;

    /// <summary>Its clipboard.</summary>
    internal sealed record CutText(string Text) : ClientMessage;
}
