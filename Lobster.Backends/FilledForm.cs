using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends;

/// <summary>What a form stored, read by field: trimmed, and the field's default where nothing was filled in. Values have passed the form's checks.</summary>
internal class FilledForm(IReadOnlyDictionary<string, string> options, IReadOnlyDictionary<string, string> secrets, IReadOnlyList<OptionField> fields)
{
    /// <summary>A line of text or a secret; empty when there is none.</summary>
    public string Text(string key)
    {
        var stored = options.GetValueOrDefault(key) ?? secrets.GetValueOrDefault(key);
        return string.IsNullOrWhiteSpace(stored) ? fields.FirstOrDefault(f => f.Key == key)?.Default ?? "" : stored.Trim();
    }

    /// <summary>A line of text; null when there is none.</summary>
    public string? TextOrNull(string key) => Text(key) is { Length: > 0 } text ? text : null;

    /// <summary>A switch.</summary>
    public bool Flag(string key) => Text(key) == "true";

    /// <summary>A number.</summary>
    public int Number(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);

    /// <summary>A number of seconds.</summary>
    public TimeSpan Seconds(string key) => TimeSpan.FromSeconds(Number(key));

    /// <summary>An address that paths can be put behind.</summary>
    public Uri Address(string key) => new(Text(key).TrimEnd('/') + "/");

    /// <summary>Names a credential without telling it, so that those which share it share what the provider allows it.</summary>
    /// <param name="keys">The fields that make the credential up.</param>
    public string Credential(params ReadOnlySpan<string> keys)
    {
        var all = new StringBuilder();
        foreach (var key in keys) all.Append(Text(key)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
