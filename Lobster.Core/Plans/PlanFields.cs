using System.Text.Json;

namespace Lobster.Core.Plans;

/// <summary>Reads the form of a plan into its row.</summary>
internal static class PlanFields
{
    private const int MostPairs = 50;

    /// <summary>Sets the plan's fields; null when all of them were good.</summary>
    public static Refusal? Apply(Plan plan, PlanForm form)
    {
        if (FormText.Line("Name", form.Name, 64, true, out var name) is { } badName) return badName;
        if (FormText.Number("VCpus", form.VCpus, 1, 1024, out var cpus) is { } badCpus) return badCpus;
        if (FormText.Number("RamMb", form.RamMb, 1, 16_777_216, out var ram) is { } badRam) return badRam;
        if (FormText.Number("DiskGb", form.DiskGb, 0, 1_048_576, out var disk) is { } badDisk) return badDisk;
        if (FormText.Number("TransferGb", form.TransferGb, 0, 10_000_000, out var transfer) is { } badTransfer) return badTransfer;
        if (FormText.Percent("StoppedPercent", form.StoppedPercent, out var stopped) is { } badStopped) return badStopped;
        if (FormText.Percent("SuspendedPercent", form.SuspendedPercent, out var suspended) is { } badSuspended) return badSuspended;
        if (FormText.Number("SortOrder", form.SortOrder, 0, 1_000_000, out var order) is { } badOrder) return badOrder;
        if (Metadata(form, out var metadata) is { } badPair) return badPair;
        (plan.Name, plan.VCpus, plan.RamMb, plan.DiskGb, plan.TransferGb) = (name, cpus, ram, disk, transfer);
        (plan.StoppedFactor, plan.SuspendedFactor, plan.SortOrder, plan.IsGlobal) = (stopped, suspended, order, form.IsGlobal);
        plan.Metadata = JsonSerializer.Serialize(metadata);
        return null;
    }

    private static Refusal? Metadata(PlanForm form, out Dictionary<string, string> metadata)
    {
        metadata = [];
        foreach (var (typedKey, typedValue) in form.Metadata)
        {
            if (string.IsNullOrWhiteSpace(typedKey) && string.IsNullOrWhiteSpace(typedValue)) continue;
            if (FormText.Line("Metadata", typedKey, 64, true, out var key) is { } badKey) return badKey;
            if (FormText.Line("Metadata", typedValue, 1000, false, out var value) is { } badValue) return badValue;
            if (!metadata.TryAdd(key, value)) return new Refusal.Invalid("Metadata", "The key {0} is there twice.", key);
        }

        return metadata.Count > MostPairs ? new Refusal.Invalid("Metadata", "Use at most {0} pairs.", MostPairs) : null;
    }
}
