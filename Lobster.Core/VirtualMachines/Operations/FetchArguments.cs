namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a fetch does.</summary>
/// <param name="Url">From where; http or https.</param>
/// <param name="Format">One of the backend's formats.</param>
public sealed record FetchArguments(string Url, string Format);
