namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>Pixel after pixel (RFC 6143, 7.7.1). Every client knows it. A piece is as high as a letter.</summary>
internal sealed class RawEncoding : IPixelEncoding
{
    public int Number => 0;

    public IEnumerable<ReadOnlyMemory<byte>> Encode(ShownCells cells, CellArea area, PixelFormat format)
    {
        var pixels = new byte[InkColours.All.Length][];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = format.Pixel(InkColours.All[i]);
        var inks = new Ink[area.Width];
        var strip = new byte[area.Width * ScreenSize.CellHeight * format.Bytes];
        for (var y = area.Y; y < area.Y + area.Height; y += ScreenSize.CellHeight)
        {
            var at = 0;
            for (var line = 0; line < ScreenSize.CellHeight; line++)
            {
                cells.Line(area, y + line, inks);
                foreach (var ink in inks)
                {
                    pixels[(int)ink].CopyTo(strip, at);
                    at += format.Bytes;
                }
            }

            yield return strip;
        }
    }
}
