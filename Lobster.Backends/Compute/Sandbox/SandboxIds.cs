using System.Globalization;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The simulated cloud's ids: a prefix and a number that is never used again.</summary>
internal static class SandboxIds
{
    private const string MachinePrefix = "sbx-";
    private const string TaskPrefix = "sbx-task-";
    private const string ImagePrefix = "sbx-image-";

    public static string Machine(long seq) => MachinePrefix + seq.ToString(CultureInfo.InvariantCulture);

    public static string Task(long seq) => TaskPrefix + seq.ToString(CultureInfo.InvariantCulture);

    public static string Image(long seq) => ImagePrefix + seq.ToString(CultureInfo.InvariantCulture);

    /// <summary>The machine's number, or -1, which no row has.</summary>
    public static long MachineSeq(string id) => Seq(id, MachinePrefix);

    public static long TaskSeq(string id) => Seq(id, TaskPrefix);

    public static long ImageSeq(string id) => Seq(id, ImagePrefix);

    private static long Seq(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : -1;
}
