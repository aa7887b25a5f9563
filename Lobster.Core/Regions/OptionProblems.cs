namespace Lobster.Core.Regions;

/// <summary>What is wrong with the options of a form.</summary>
/// <param name="Fields">Field key to message; empty when all is well.</param>
public sealed record OptionProblems(IReadOnlyDictionary<string, string> Fields);
