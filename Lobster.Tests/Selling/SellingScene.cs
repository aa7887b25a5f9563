using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Selling;

/// <summary>A panel with an admin, and forms that are good until a test spoils one field.</summary>
internal static class SellingScene
{
    public static readonly PlanForm Plan = new("X-1", "1", "1024", "25", "1000");

    public static async Task<(TestPanel Panel, Actor Admin)> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var panel = await TestPanel.CreateAsync(provider);
        return (panel, await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
    }

    public static RegionForm Region(string name = "Frankfurt", string type = "sandbox", params (string Key, string Value)[] values) =>
        new(name, "Germany", "3", type, values.ToDictionary(v => v.Key, v => v.Value));

    public static PriceForm Price(PlanId plan, string sale, RegionId? region = null, string? from = null) =>
        new(PriceSubject.Plan, plan, region, sale, null, from);

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.False(outcome.IsRefused, outcome.Refusal?.English);
        return outcome.Value;
    }

    public static void RefusedAt<T>(string field, Outcome<T> outcome) => Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
}
