using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>What the API takes either by number or by name: an image's id or slug, a key's id or fingerprint. All digits is a number.</summary>
/// <param name="Text">As the panel keeps it.</param>
[JsonConverter(typeof(Converter))]
internal readonly record struct DigitalOceanRef(string Text)
{
    /// <summary>On the wire: a number or a string.</summary>
    internal sealed class Converter : JsonConverter<DigitalOceanRef>
    {
        /// <inheritdoc/>
        public override DigitalOceanRef Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.TokenType == JsonTokenType.Number ? reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture) : reader.GetString() ?? "");

        /// <inheritdoc/>
        public override void Write(Utf8JsonWriter writer, DigitalOceanRef value, JsonSerializerOptions options)
        {
            if (long.TryParse(value.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) writer.WriteNumberValue(number);
            else writer.WriteStringValue(value.Text);
        }
    }
}
