using System.Text.Json;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>What the activity adds to an opened or closed console.</summary>
internal static class ConsoleHappenings
{
    /// <summary>"by staff, at the provider", "after 4 min 12 s, 5.68 kB shown"; null for any other event. What the data lacks or has beyond it does not matter.</summary>
    public static string? ConsoleDetail(this IStringLocalizer<Ui> words, Formats formats, VmHappening item)
    {
        if (item.Type is not ("vm.console.opened" or "vm.console.closed")) return null;
        using var json = JsonDocument.Parse(item.Data);
        if (json.RootElement is not { ValueKind: JsonValueKind.Object } data) return null;
        List<string> parts = [];
        if (Is(data, "staff")) parts.Add(words["by staff"]);
        if (Is(data, "elsewhere")) parts.Add(words["at the provider"]);
        if (Number(data, "seconds") is { } seconds) parts.Add(words["after {0}", formats.Took(TimeSpan.FromSeconds(seconds))]);
        if (Number(data, "out") is { } shown) parts.Add(words["{0} shown", Formats.Bytes(shown)]);
        return string.Join(", ", parts);
    }

    private static bool Is(JsonElement data, string name) => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static long? Number(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null;
}
