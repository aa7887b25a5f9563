using System.Text.Json;

namespace Lobster.Backends.Compute.Takeover;

/// <summary>
/// Reads the regions out of a configuration of the original panel: a whole <c>lobster.cfg.json</c>, or one or several of its blocks, or blocks of its cloud
/// library. Nothing is sent anywhere.
/// </summary>
public static class OldConfiguration
{
    private const string Unreadable = "This is no JSON of an old configuration: ";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    /// <summary>The regions, in the file's order.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It cannot be read; the message is a sentence for the admin and tells no value of the file.</exception>
    public static IReadOnlyList<OldRegion> Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var regions = Blocks(document.RootElement).Select(Region).ToList();
            return regions.Count > 0 ? regions : throw new FormatException(Unreadable + "it has no block with a \"type\" or a \"provider\".");
        }
        catch (JsonException e)
        {
            throw new FormatException(Unreadable + $"it breaks off or goes wrong in line {e.LineNumber + 1}.", e);
        }
    }

    private static IEnumerable<JsonElement> Blocks(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root.EnumerateArray(),
        JsonValueKind.Object when root.TryGetProperty("vm", out var machines) && machines.ValueKind == JsonValueKind.Array => machines.EnumerateArray(),
        JsonValueKind.Object when Type(root) is not null => [root],
        _ => [],
    };

    private static OldRegion Region(JsonElement block)
    {
        if (block.ValueKind != JsonValueKind.Object || Type(block) is not { } type) throw new FormatException(Unreadable + "a block says neither \"type\" nor \"provider\".");
        if (!OldTypes.All.TryGetValue(type, out var known)) throw new FormatException($"The type \"{type}\" is not known. Known are: {string.Join(", ", OldTypes.All.Keys)}.");
        var (values, notes) = (new Dictionary<string, string>(), new List<string>());
        foreach (var field in known.Fields)
        {
            if (Text(block, field.Old) is not { } old) continue;
            var (value, note) = field.Convert is null ? (old, null) : field.Convert(old);
            if (value is not null) values[field.New] = value;
            if (note is not null) notes.Add(note);
        }

        if (type == "openstack") values["login"] = "password";
        if (block.TryGetProperty("insecure", out var insecure) && insecure.ValueKind == JsonValueKind.True)
            notes.Add("The old panel did not check the server's certificate. Enter the certificate to trust, or its fingerprint.");
        return new OldRegion(Text(block, "name") ?? "", known.Backend, values, notes);
    }

    private static string? Type(JsonElement block) => Text(block, "type") ?? Text(block, "provider");

    private static string? Text(JsonElement block, string key) => block.TryGetProperty(key, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    } : null;
}
