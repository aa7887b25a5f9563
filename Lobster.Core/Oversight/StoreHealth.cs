namespace Lobster.Core.Oversight;

/// <summary>The database.</summary>
/// <param name="Engine">Which, with its version.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="LogBytes">The size of the write-ahead log beside it; null where it cannot be told.</param>
/// <param name="Schema">The last migration it has.</param>
public sealed record StoreHealth(string Engine, long Bytes, long? LogBytes, string Schema);
