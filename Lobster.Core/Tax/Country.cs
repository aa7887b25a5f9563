namespace Lobster.Core.Tax;

/// <summary>A country.</summary>
/// <param name="Code">ISO 3166-1 alpha-2 code.</param>
/// <param name="Name">Its English name, also the key of its translation.</param>
public sealed record Country(string Code, string Name);
