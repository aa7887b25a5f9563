using System.Text.Json;
using Lobster.Core.Standing;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>Events of an account's standing in words.</summary>
internal static class StandingWords
{
    /// <summary>The bold words.</summary>
    public static string Title(this IStringLocalizer<Ui> words, StandingHappening item) => item.Type switch
    {
        "standing.low" => words["Low credit"],
        "standing.notice" => words["Notice {0} sent", Text(item, "notice") ?? "?"],
        "standing.good" => words["Good again"],
        "standing.suspended" => words["Suspended for lack of credit"],
        "standing.restored" => words["Restored"],
        "standing.terminated" => words["Terminated"],
        "standing.reopened" => words["Opened again"],
        "standing.suspended-by-staff" => words["Suspended by staff"],
        "standing.lifted-by-staff" => words["Suspension lifted by staff"],
        _ => item.Type,
    };

    /// <summary>Why, as it was written down.</summary>
    public static string? Reason(StandingHappening item) => Text(item, "reason");

    private static string? Text(StandingHappening item, string key)
    {
        using var data = JsonDocument.Parse(item.Data);
        return data.RootElement.ValueKind == JsonValueKind.Object && data.RootElement.TryGetProperty(key, out var value) ? value.ToString() : null;
    }
}
