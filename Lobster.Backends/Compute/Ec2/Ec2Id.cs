using System.Globalization;
using Lobster.Core;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// A machine's id as the panel keeps it: <c>us-west-2:i-0123456789abcdef0:1767225600</c>, its region, its instance and when it was asked for. AWS may deny for a while an
/// instance that it has just made; the moment tells that from one that is gone. Machines of others have no moment.
/// </summary>
/// <param name="Region">The region; empty in ids that only name the instance.</param>
/// <param name="Instance">AWS's id.</param>
/// <param name="Made">Unix seconds; null: long ago, as far as anybody knows.</param>
internal sealed record Ec2Id(string Region, string Instance, long? Made)
{
    private const string Prefix = "i-";

    // AWS says "seconds"; minutes were seen.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Reads an id; null for what is none.</summary>
    public static Ec2Id? Parse(string text) => text.Split(':') switch
    {
        [var instance] when IsInstance(instance) => new Ec2Id("", instance, null),
        [var region, var instance] when IsInstance(instance) => new Ec2Id(region, instance, null),
        [var region, var instance, var made] when IsInstance(instance) && long.TryParse(made, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => new Ec2Id(region, instance, seconds),
        _ => null,
    };

    /// <summary>Whether AWS may not know it yet.</summary>
    public bool IsYoung(Instant now) => IsYoung(Made, now);

    /// <summary>Whether AWS may not know yet what was asked for at a moment.</summary>
    public static bool IsYoung(long? made, Instant now) => made is { } seconds && now < Instant.FromUnixSeconds(seconds) + Patience;

    /// <inheritdoc/>
    public override string ToString() => Made is { } made ? string.Create(CultureInfo.InvariantCulture, $"{Region}:{Instance}:{made}") : $"{Region}:{Instance}";

    private static bool IsInstance(string text) =>
        text.Length is > 2 and <= 32 && text.StartsWith(Prefix, StringComparison.Ordinal) && text.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower);
}
