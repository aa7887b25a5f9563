namespace Lobster.Core.Data;

/// <summary>The database was upgraded by a newer program; this one must not touch it.</summary>
/// <param name="unknown">The migrations that this program does not know.</param>
public sealed class SchemaTooNewException(IReadOnlyList<string> unknown) : Exception(
    $"The database was upgraded by a newer version of Lobster (it has {string.Join(", ", unknown)}); start that version, or restore a backup made before the upgrade.")
{
    /// <summary>The migrations that this program does not know.</summary>
    public IReadOnlyList<string> Unknown { get; } = unknown;
}
