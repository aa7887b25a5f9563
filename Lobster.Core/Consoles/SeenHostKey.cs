namespace Lobster.Core.Consoles;

/// <summary>The key that an SSH host showed.</summary>
/// <param name="Key">Kind and SHA-256 as OpenSSH writes them.</param>
/// <param name="IsNew">Whether it was pinned just now.</param>
public sealed record SeenHostKey(string Key, bool IsNew);
