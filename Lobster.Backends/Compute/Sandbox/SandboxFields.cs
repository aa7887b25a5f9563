using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The form of a sandbox region.</summary>
internal static class SandboxFields
{
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("path", "State file") { Help = "Relative to the data folder. Empty: one named after the region." },
        Number("provisionSeconds", "Seconds to provision", 8, 3600),
        Number("powerSeconds", "Seconds to start, stop, restart or delete", 3, 3600),
        Number("changeSeconds", "Seconds to reimage or resize", 12, 3600),
        Number("imageSeconds", "Seconds to make an image", 20, 3600),
        Number("maxMachines", "Most machines", 0, 1_000_000) with { Help = "0: no limit." },
        new("transferKind", "Kind of transfer figures", OptionKind.Choice)
        {
            Default = nameof(TransferKind.Cumulative),
            Choices =
            [
                new(nameof(TransferKind.Cumulative), "Counter since creation"),
                new(nameof(TransferKind.MonthToDate), "Month to date"),
                new(nameof(TransferKind.UtcDay), "Per UTC day"),
                new(nameof(TransferKind.Delta), "Per hour"),
            ],
        },
        new("resetCountersAtBoot", "Counters begin anew at boot", OptionKind.Switch) { Default = "false" },
        Number("counterEpoch", "Counter reset", 0, 1_000_000) with { Help = "Raise it by one to make all counters begin anew." },
        Number("latencyMs", "Latency in ms", 0, 60_000) with { Help = "Every call takes this much longer." },
        Number("failurePercent", "Failing calls in %", 0, 100),
        Number("seed", "Seed", 1, int.MaxValue) with { Help = "Of the random failures; the same seed fails the same calls." },
        new("failNext", "Next calls to fail", OptionKind.Multiline)
        {
            Help = "One a line: operation, kind, times, for example \"create Unavailable 2\" or \"create LostAnswer 1\" (done, but the answer is lost). "
                + $"Operations: {string.Join(", ", SandboxOperations.All)}. Kinds: {string.Join(", ", Enum.GetNames<BackendErrorKind>())}. "
                + "A line used up does nothing more; add \"#2\" to use it again.",
        },
        Number("deleteRefusals", "Refusals before a deletion is accepted", 0, 1000),
        new("outOfCapacity", "Out of capacity", OptionKind.Switch) { Default = "false" },
        new("silent", "Answers nothing", OptionKind.Switch) { Default = "false" },
    ];

    private static OptionField Number(string key, string label, int otherwise, long max) => new(key, label, OptionKind.Number)
    {
        Default = otherwise.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Min = 0,
        Max = max,
    };
}
