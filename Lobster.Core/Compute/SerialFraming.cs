namespace Lobster.Core.Compute;

/// <summary>How a terminal is packed into WebSocket messages.</summary>
public enum SerialFraming
{
    /// <summary>Terminal bytes as they are, both ways; no way to tell the size.</summary>
    Raw,

    /// <summary>The same as UTF-8 in text messages, for a provider whose own page sends such.</summary>
    Text,

    /// <summary>
    /// Proxmox: the hello line is answered by "OK"; then "0:length:bytes" for input, "1:columns:rows:" for the size, "2" as a sign of life; output is raw.
    /// </summary>
    Proxmox,
}
