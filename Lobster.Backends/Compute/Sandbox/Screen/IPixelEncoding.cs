namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>A way to pack a rectangle of pixels (RFC 6143, 7.7).</summary>
internal interface IPixelEncoding
{
    /// <summary>By which the protocol knows it.</summary>
    int Number { get; }

    /// <summary>The packed pixels of an area, in pieces. Each is good until the next one is asked for.</summary>
    IEnumerable<ReadOnlyMemory<byte>> Encode(ShownCells cells, CellArea area, PixelFormat format);
}
