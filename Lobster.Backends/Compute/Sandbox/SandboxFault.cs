using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>"The next so many calls of this operation go wrong in this way."</summary>
/// <param name="Operation">One of <see cref="SandboxOperations.All"/>.</param>
/// <param name="Kind">The error; null: the call succeeds and its answer is lost.</param>
/// <param name="Times">How many calls.</param>
/// <param name="Line">The text it was read from; the file counts uses by it.</param>
internal sealed record SandboxFault(string Operation, BackendErrorKind? Kind, int Times, string Line)
{
    /// <summary>The word for a call that succeeds and whose answer is lost.</summary>
    public const string LostAnswer = "LostAnswer";

    /// <summary>Reads lines of "operation kind [times] [#label]"; a line that cannot be read gives null.</summary>
    public static IEnumerable<SandboxFault?> ParseAll(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse);

    private static SandboxFault? Parse(string line)
    {
        var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is < 2 or > 3 || !SandboxOperations.All.Contains(words[0]))
            return null;
        var times = 1;
        if (words.Length == 3 && (!int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out times) || times < 1))
            return null;
        if (words[1] == LostAnswer)
            return new SandboxFault(words[0], null, times, line);
        return Enum.TryParse<BackendErrorKind>(words[1], out var kind) && Enum.IsDefined(kind)
            ? new SandboxFault(words[0], kind, times, line)
            : null;
    }
}
