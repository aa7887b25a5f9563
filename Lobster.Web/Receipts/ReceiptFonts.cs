using PdfSharp.Fonts;

namespace Lobster.Web.Receipts;

/// <summary>The typeface of receipts, which is embedded in them: DejaVu Sans, beside the program. The build fetches it from npm; without Node it is not there.</summary>
internal sealed class ReceiptFonts : IFontResolver
{
    /// <summary>What receipts call it.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>Whether receipts can be made.</summary>
    public static bool AreThere { get; } = new[] { Face(false), Face(true) }.All(f => File.Exists(FileOf(f)));

    /// <inheritdoc/>
    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(Face(bold));

    /// <inheritdoc/>
    public byte[]? GetFont(string faceName) => File.ReadAllBytes(FileOf(faceName));

    private static string Face(bool bold) => bold ? "DejaVuSans-Bold" : "DejaVuSans";

    private static string FileOf(string face) => Path.Combine(Folder, face + ".ttf");
}
