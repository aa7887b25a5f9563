using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>What a region's form stored, read by field: trimmed, and the field's default where nothing was filled in. Values have passed the form's checks.</summary>
internal sealed class StoredOptions(BackendSettings settings, IReadOnlyList<OptionField> fields)
{
    /// <summary>This panel installation, to mark machines with.</summary>
    public Guid Installation => settings.InstallationId;

    /// <summary>A line of text or a secret; empty when there is none.</summary>
    public string Text(string key)
    {
        var stored = settings.Options.GetValueOrDefault(key) ?? settings.Secrets.GetValueOrDefault(key);
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

    /// <summary>What a private cloud's server must show; null: what the system believes.</summary>
    public TlsTrust? Trust => TlsTrust.Parse(Text(CommonFields.Trust.Key));

    /// <summary>Names a credential without telling it, so that regions which share it share what the provider allows it.</summary>
    /// <param name="keys">The fields that make the credential up.</param>
    public string Credential(params ReadOnlySpan<string> keys)
    {
        var all = new StringBuilder();
        foreach (var key in keys) all.Append(Text(key)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())));
    }
}
