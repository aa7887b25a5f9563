namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a fetch needs beside its image's row.</summary>
/// <param name="Format">The file's format.</param>
public sealed record FetchArguments(string Format);
