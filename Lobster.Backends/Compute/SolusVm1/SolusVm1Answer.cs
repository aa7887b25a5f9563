using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>
/// What a master answers: fields with text. Masters from version 1.14 write JSON when asked; older ones write XML elements without a root, in which ampersands may stand
/// bare. Both are read.
/// </summary>
/// <param name="Fields">The fields. "None" is empty text.</param>
internal sealed partial record SolusVm1Answer(IReadOnlyDictionary<string, string> Fields)
{
    private const string ServersField = "virtualservers";

    /// <summary>The machines of a list, each with its fields; null: there is no such list.</summary>
    public IReadOnlyList<SolusVm1Answer>? Servers { get; init; }

    /// <summary>A field; null when it is not there or empty.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field) is { Length: > 0 } text ? text : null;

    /// <summary>The parts of a field that is a list with commas between; null when it is not there, which is not the same as empty.</summary>
    public IReadOnlyList<string>? List(string field) => Fields.GetValueOrDefault(field)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads an answer; null when it is neither JSON nor XML with any field, such as plain text or a page of HTML.</summary>
    public static SolusVm1Answer? Parse(string text)
    {
        var trimmed = text.Trim();
        try
        {
            var answer = trimmed switch
            {
                ['{', ..] => OfJson(trimmed),
                ['<', ..] => OfXml(trimmed),
                _ => null,
            };
            return answer is { Fields.Count: 0, Servers: null } ? null : answer;
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            return null;
        }
    }

    /// <summary>Without the fields, which may hold passwords.</summary>
    public override string ToString() => $"answer of {Fields.Count} fields";

    private static SolusVm1Answer OfJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        return OfJson(document.RootElement);
    }

    private static SolusVm1Answer OfJson(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) throw new JsonException("Fields are wanted.");
        var servers = element.TryGetProperty(ServersField, out var list) ? OfList(list) : null;
        return Of(element.EnumerateObject().Select(p => (p.Name, p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText())), servers);
    }

    // Elsewhere the field is how many there are.
    private static List<SolusVm1Answer>? OfList(JsonElement list) => list.ValueKind switch
    {
        JsonValueKind.Array => [.. list.EnumerateArray().Select(OfJson)],
        JsonValueKind.String when list.GetString() == "" => [],
        _ => null,
    };

    private static SolusVm1Answer? OfXml(string text)
    {
        var whole = $"<answer>{BareAmpersand().Replace(Declaration().Replace(text, ""), "&amp;")}</answer>";
        using var reader = XmlReader.Create(new StringReader(whole), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        if (root.Element("html") is not null || root.Element("HTML") is not null) return null;
        return Of(root) with { Servers = root.Element(ServersField)?.Elements("virtualserver").Select(Of).ToList() };
    }

    private static SolusVm1Answer Of(XElement element) => Of(element.Elements().Select(e => (e.Name.LocalName, e.Value)), null);

    private static SolusVm1Answer Of(IEnumerable<(string Name, string Value)> fields, IReadOnlyList<SolusVm1Answer>? servers) => new(
        fields.Where(f => f.Name != ServersField).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Value.Trim()))
    { Servers = servers };

    [GeneratedRegex("&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"^<\?xml[^>]*\?>")]
    private static partial Regex Declaration();
}
