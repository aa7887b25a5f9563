using System.Text;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Lobster.Web.Receipts;

/// <summary>Sheets of A4 that are written from top to bottom; what is too long for its column is wrapped, what is too long for the sheet goes on to the next one.</summary>
internal sealed class ReceiptPaper : IDisposable
{
    /// <summary>From edge to text, in points.</summary>
    public const double Margin = 56;

    /// <summary>The width of the text, in points.</summary>
    public const double Width = 595 - 2 * Margin;

    private const double Bottom = 842 - Margin;
    private static readonly XBrush Ink = new XSolidBrush(XColor.FromArgb(0x17, 0x1D, 0x2B));
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromArgb(0x5A, 0x64, 0x78));
    private static readonly XPen Hair = new(XColor.FromArgb(0xC9, 0xCF, 0xDB), 0.7);
    private readonly PdfDocument document = new();
    private XGraphics sheet;

    public ReceiptPaper(string title, string author)
    {
        (document.Info.Title, document.Info.Author) = (title, author);
        sheet = NewSheet();
    }

    /// <summary>Where the next line begins, from the top.</summary>
    public double Y { get; private set; } = Margin;

    /// <summary>How a text looks.</summary>
    public sealed record Face(double Size = 9.5, bool IsBold = false, bool IsGrey = false, bool IsRight = false);

    /// <summary>Leaves room.</summary>
    public void Skip(double points) => Y += points;

    /// <summary>A thin line over the whole width.</summary>
    public void Rule()
    {
        sheet.DrawLine(Hair, Margin, Y, Margin + Width, Y);
        Y += 6;
    }

    /// <summary>A text over the whole width.</summary>
    public void Write(string text, Face face) => Row((text, 0, Width, face));

    /// <summary>Texts side by side, each in its own column; the next line begins below the longest.</summary>
    /// <param name="cells">Text, distance from the left edge of the text, width, look.</param>
    public void Row(params (string Text, double Left, double Width, Face Face)[] cells)
    {
        var columns = cells.Select(c => (c.Left, c.Width, c.Face, Font: FontOf(c.Face), Lines: new Queue<string>(Wrap(c.Text, FontOf(c.Face), c.Width)))).ToList();
        while (columns.Any(c => c.Lines.Count > 0))
        {
            var height = columns.Where(c => c.Lines.Count > 0).Max(c => c.Face.Size) * 1.45;
            if (Y + height > Bottom) Turn();
            foreach (var (left, width, face, font, lines) in columns.Where(c => c.Lines.Count > 0))
            {
                var line = lines.Dequeue();
                var x = Margin + left + (face.IsRight ? width - Measure(line, font) : 0);
                sheet.DrawString(line, font, face.IsGrey ? Grey : Ink, x, Y + face.Size);
            }

            Y += height;
        }
    }

    /// <summary>The finished file.</summary>
    public byte[] ToBytes()
    {
        sheet.Dispose();
        using var stream = new MemoryStream();
        document.Save(stream);
        return stream.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        sheet.Dispose();
        document.Dispose();
    }

    private static XFont FontOf(Face face) => new(ReceiptFonts.Family, face.Size, face.IsBold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    private void Turn()
    {
        sheet.Dispose();
        sheet = NewSheet();
        Y = Margin;
    }

    private XGraphics NewSheet()
    {
        var page = document.AddPage();
        page.Size = PageSize.A4;
        return XGraphics.FromPdfPage(page);
    }

    private double Measure(string text, XFont font) => sheet.MeasureString(text, font).Width;

    private IEnumerable<string> Wrap(string text, XFont font, double width)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(w => Pieces(w, font, width)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length == 0 || Measure(longer, font) <= width)
                {
                    line = longer;
                    continue;
                }

                yield return line;
                line = word;
            }

            yield return line;
        }
    }

    // A word that is wider than its column is cut where it must be.
    private List<string> Pieces(string word, XFont font, double width)
    {
        if (Measure(word, font) <= width) return [word];
        var pieces = new List<string>();
        var piece = new StringBuilder();
        foreach (var rune in word.EnumerateRunes())
        {
            if (piece.Length > 0 && Measure(piece.ToString() + rune, font) > width)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(rune.ToString());
        }

        pieces.Add(piece.ToString());
        return pieces;
    }
}
