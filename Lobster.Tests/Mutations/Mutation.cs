namespace Lobster.Tests.Mutations;

/// <summary>A way to break the program.</summary>
/// <param name="Breaks">What it breaks, in words.</param>
/// <param name="File">The source file, from the repository's root.</param>
/// <param name="Text">What is replaced there.</param>
/// <param name="By">What it is replaced by.</param>
internal sealed record Mutation(string Breaks, string File, string Text, string By)
{
    /// <summary>The mutations of the list beside this file, in which <c>\|</c> stands for a bar.</summary>
    public static IReadOnlyList<Mutation> ReadAll(string path) =>
    [
        .. System.IO.File.ReadLines(path).Where(l => l.Length > 0 && l[0] != '#').Select(line =>
        {
            var parts = line.Replace("\\|", "\0", StringComparison.Ordinal).Split(" | ").Select(p => p.Replace('\0', '|')).ToArray();
            return parts.Length == 4 ? new Mutation(parts[0], parts[1], parts[2], parts[3]) : throw new FormatException($"Four parts are wanted: {line}");
        }),
    ];
}
