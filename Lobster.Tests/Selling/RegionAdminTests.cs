using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

public sealed class RegionAdminTests
{
    private const string Secret = "s3cr3t-t0ken-9f2c";

    [Theory, EveryDatabase]
    public async Task Add_ByAnybodyButAnAdmin_IsRefusedAndNothingIsSaved(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var support = await PanelStock.AddStaffAsync(panel, UserRoles.Support);

        foreach (var actor in new[] { panel.Stock.Owner, support, Actor.Browser(4711) })
        {
            Assert.IsType<Refusal.NotAllowed>((await panel.Get<RegionAdmin>().AddAsync(actor, SellingScene.Region())).Refusal);
            Assert.IsType<Refusal.NotAllowed>((await panel.Get<RegionAdmin>().SetEnabledAsync(actor, panel.Stock.Region, false)).Refusal);
            Assert.IsType<Refusal.NotAllowed>((await panel.Get<RegionTest>().RunAsync(actor, null, SellingScene.Region())).Refusal);
            Assert.Null(await panel.Get<RegionQueries>().FindAsync(actor, panel.Stock.Region));
        }

        Assert.Empty(await panel.Get<RegionQueries>().ListAsync(panel.Stock.Owner));
        Assert.Equal(1, await panel.ReadAsync(db => db.Regions.CountAsync(r => r.IsEnabled)));
    }

    [Theory, EveryDatabase]
    public async Task Add_Good_StartsClosedAndIsAudited(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;

        var id = SellingScene.Done(await panel.Get<RegionAdmin>().AddAsync(admin, SellingScene.Region(values: ("latencyMs", "5"))));

        var found = await panel.Get<RegionQueries>().FindAsync(admin, id);
        Assert.False(found!.Row.IsEnabled);
        Assert.Equal("5", found.Options["latencyMs"]);
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "region.added" && a.SubjectId == id.Value)));
    }

    [Theory]
    [InlineData("Name", "", "1")]
    [InlineData("Name", "Amsterdam", "1")]
    [InlineData("Name", "Fra\u0007nkfurt", "1")]
    [InlineData("SortOrder", "Frankfurt", "-1")]
    [InlineData("SortOrder", "Frankfurt", "1.5")]
    [InlineData("SortOrder", "Frankfurt", "99999999999999999999")]
    public async Task Add_BadField_IsRefusedBesideIt(string field, string name, string order)
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;

        var outcome = await panel.Get<RegionAdmin>().AddAsync(admin, SellingScene.Region(name) with { SortOrder = order });

        SellingScene.RefusedAt(field, outcome);
        Assert.Equal(1, await panel.ReadAsync(db => db.Regions.CountAsync()));
    }

    [Fact]
    public async Task Options_Bad_AreToldAllAtOnceAndRefused()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;
        var form = SellingScene.Region(values: [("latencyMs", "soon"), ("failurePercent", "101"), ("nonsense", "1")]);

        var problems = SellingScene.Done(await panel.Get<RegionTest>().CheckAsync(admin, null, form));

        Assert.Equal(["failurePercent", "latencyMs", "nonsense"], problems.Fields.Keys.Order());
        Assert.StartsWith(RegionAdmin.OptionPrefix, Assert.IsType<Refusal.Invalid>((await panel.Get<RegionAdmin>().AddAsync(admin, form)).Refusal).Field, StringComparison.Ordinal);
        SellingScene.RefusedAt(RegionAdmin.OptionPrefix + "failNext", await panel.Get<RegionAdmin>().AddAsync(admin, SellingScene.Region(values: ("failNext", "nonsense"))));
    }

    // A release took a field out of a form; the regions that were saved before it still have it, and the page hands it back.
    [Theory, EveryDatabase]
    public async Task Save_FieldOfAnOlderRelease_IsDroppedAndNoOther(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.WriteAsync(db => db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.Options, """{"console":"terminal","latencyMs":"5"}""")));
        var told = (await panel.Get<RegionQueries>().FindAsync(admin, panel.Stock.Region))!;
        var form = SellingScene.Region("Amsterdam") with { Values = told.Options };

        var foreign = await panel.Get<RegionAdmin>().SaveAsync(admin, panel.Stock.Region, told.Version, form with { Values = new Dictionary<string, string>(told.Options) { ["console"] = "screen" } });
        SellingScene.Done(await panel.Get<RegionAdmin>().SaveAsync(admin, panel.Stock.Region, told.Version, form));

        SellingScene.RefusedAt(RegionAdmin.OptionPrefix + "console", foreign);
        Assert.Equal("""{"latencyMs":"5"}""", (await panel.ReadAsync(db => db.Regions.SingleAsync())).Options);
    }

    [Theory, EveryDatabase]
    public async Task Secrets_AreEncryptedKeptAndNeverTold(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var regions = KeyedRegions(panel);
        var form = SellingScene.Region("Keyed", "keyed", ("url", "https://cloud.example"), ("token", Secret));
        var id = SellingScene.Done(await regions.Admin.AddAsync(admin, form));
        var setAt = panel.Now;

        panel.Advance(TimeSpan.FromDays(1));
        SellingScene.Done(await regions.Admin.SaveAsync(admin, id, 0, SellingScene.Region("Keyed", "keyed", ("url", "https://other.example"))));

        var stored = await panel.ReadAsync(db => db.Regions.SingleAsync(r => r.Id == id));
        var told = await regions.Queries.FindAsync(admin, id);
        Assert.Equal(Secret, panel.Get<RegionSecrets>().Unprotect(stored.ProtectedSecrets)["token"]);
        Assert.DoesNotContain(Secret, stored.ProtectedSecrets + stored.Options, StringComparison.Ordinal);
        Assert.Equal(["token"], told!.SecretKeys);
        Assert.Equal(setAt, told.SecretsSetAt);
        Assert.Equal("staff-" + UserRoles.Admin, told.SecretsSetBy);
        Assert.DoesNotContain(Secret, System.Text.Json.JsonSerializer.Serialize(told), StringComparison.Ordinal);
        var said = await panel.ReadAsync(async db => string.Concat(await db.Events.Select(e => e.Data).Concat(db.AuditEntries.Select(a => a.Data)).ToListAsync()));
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, form.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_FailureThatTellsASecret_IsSaidWithoutIt()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;
        var form = SellingScene.Region("Keyed", "keyed", ("url", "https://cloud.example"), ("token", Secret));

        var outcome = await KeyedRegions(panel).Test.RunAsync(admin, null, form);

        Assert.Equal("It refuses the credentials: •••• was refused.", outcome.Refusal!.English);
    }

    [Fact]
    public async Task Test_Sandbox_AnswersWithWhatItCanDo()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;

        var result = SellingScene.Done(await panel.Get<RegionTest>().RunAsync(admin, panel.Stock.Region, SellingScene.Region("Amsterdam")));

        Assert.NotEmpty(result.Identity);
        Assert.Empty(result.Missing);
    }

    [Fact]
    public async Task Test_BackendDoesNotAnswer_SaysSoInWords()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;

        var outcome = await panel.Get<RegionTest>().RunAsync(admin, null, SellingScene.Region(values: ("failurePercent", "100")));

        Assert.Matches("^It (cannot be reached|asks us to wait|answered|refuses)", Assert.IsType<Refusal.Conflict>(outcome.Refusal).English);
    }

    [Theory, EveryDatabase]
    public async Task Type_OnceThereAreMachines_IsFixed(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        var other = SellingScene.Region("Amsterdam", "keyed", ("url", "https://cloud.example"), ("token", Secret));

        var outcome = await KeyedRegions(panel).Admin.SaveAsync(admin, panel.Stock.Region, 0, other);

        SellingScene.RefusedAt("BackendType", outcome);
        Assert.True((await panel.Get<RegionQueries>().FindAsync(admin, panel.Stock.Region))!.IsTypeFixed);
        Assert.Equal("sandbox", (await panel.ReadAsync(db => db.Regions.SingleAsync())).BackendType);
    }

    [Theory, EveryDatabase]
    public async Task Save_TwoAdminsAtOnce_OneIsToldClearly(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var regions = panel.Get<RegionAdmin>();

        var both = await Task.WhenAll(
            regions.SaveAsync(admin, panel.Stock.Region, 0, SellingScene.Region("Rotterdam")),
            regions.SaveAsync(admin, panel.Stock.Region, 0, SellingScene.Region("Utrecht")));

        Assert.Single(both, o => !o.IsRefused);
        Assert.StartsWith("Somebody else changed this", Assert.IsType<Refusal.Conflict>(both.Single(o => o.IsRefused).Refusal).English, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Add_SameNameAtOnce_MakesOneRegion(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => panel.Get<RegionAdmin>().AddAsync(admin, SellingScene.Region())));

        SellingScene.RefusedAt("Name", both.Single(o => o.IsRefused));
    }

    private static (RegionAdmin Admin, RegionTest Test, RegionQueries Queries) KeyedRegions(TestPanel panel)
    {
        var known = new RegionBackends([.. panel.Get<RegionBackends>().Factories.Values, new KeyedFactory()], panel.Get<RegionSecrets>(), panel.Get<PanelFacts>());
        var drafts = new RegionDrafts(known, panel.Get<RegionSecrets>(), panel.Get<PanelFacts>());
        var transactions = panel.Get<Transactions>();
        return (
            new RegionAdmin(transactions, known, drafts, panel.Get<RegionSecrets>(), panel.Get<BusinessClock>()),
            new RegionTest(transactions, known, drafts, panel.Get<BusinessClock>(), panel.Get<TimeProvider>()),
            new RegionQueries(transactions, known, drafts));
    }
}
