using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>A region's sandbox options, read from their stored text. What cannot be read takes its default.</summary>
internal sealed record SandboxOptions
{
    /// <summary>The state file, relative to the data directory; empty: one named after the region.</summary>
    public string Path { get; init; } = "";

    public TimeSpan Latency { get; init; }

    public int FailurePercent { get; init; }

    public int Seed { get; init; } = 1;

    public bool Silent { get; init; }

    public bool OutOfCapacity { get; init; }

    public int DeleteRefusals { get; init; }

    public int MaxMachines { get; init; }

    public int CounterEpoch { get; init; }

    public bool ResetCountersAtBoot { get; init; }

    public TransferKind TransferKind { get; init; }

    public TimeSpan ProvisionTime { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan PowerTime { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan ChangeTime { get; init; } = TimeSpan.FromSeconds(12);

    public TimeSpan ImageTime { get; init; } = TimeSpan.FromSeconds(20);

    public IReadOnlyList<SandboxFault> FailNext { get; init; } = [];

    public static SandboxOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var defaults = new SandboxOptions();
        string Text(string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
        bool Flag(string key) => Text(key) == "true";
        int Number(string key, int otherwise) =>
            int.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= 0 ? n : otherwise;
        TimeSpan Seconds(string key, TimeSpan otherwise) => TimeSpan.FromSeconds(Number(key, (int)otherwise.TotalSeconds));
        return new SandboxOptions
        {
            Path = Text("path"),
            Latency = TimeSpan.FromMilliseconds(Number("latencyMs", 0)),
            FailurePercent = Math.Min(Number("failurePercent", 0), 100),
            Seed = Number("seed", defaults.Seed),
            Silent = Flag("silent"),
            OutOfCapacity = Flag("outOfCapacity"),
            DeleteRefusals = Number("deleteRefusals", 0),
            MaxMachines = Number("maxMachines", 0),
            CounterEpoch = Number("counterEpoch", 0),
            ResetCountersAtBoot = Flag("resetCountersAtBoot"),
            TransferKind = Enum.TryParse<TransferKind>(Text("transferKind"), out var kind) ? kind : TransferKind.Cumulative,
            ProvisionTime = Seconds("provisionSeconds", defaults.ProvisionTime),
            PowerTime = Seconds("powerSeconds", defaults.PowerTime),
            ChangeTime = Seconds("changeSeconds", defaults.ChangeTime),
            ImageTime = Seconds("imageSeconds", defaults.ImageTime),
            FailNext = [.. SandboxFault.ParseAll(Text("failNext")).OfType<SandboxFault>()],
        };
    }
}
