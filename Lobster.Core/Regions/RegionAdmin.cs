using System.Text.Json;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Regions;

/// <summary>What admins do to regions: add, change, open and close. Nothing is ever deleted, since bills refer to it.</summary>
public sealed class RegionAdmin(Transactions transactions, RegionBackends backends, RegionDrafts drafts, RegionSecrets secrets, BusinessClock clock)
{
    /// <summary>What stands before an option's key in <see cref="Refusal.Invalid.Field"/>.</summary>
    public const string OptionPrefix = "Options.";

    /// <summary>Adds a region, closed for new machines until an admin opens it.</summary>
    public Task<Outcome<RegionId>> AddAsync(Actor actor, RegionForm form, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            var region = new Region { Name = "", BackendType = form.BackendType };
            if (await ApplyAsync(db, region, null, form, actor, token) is { } bad) return bad;
            db.Regions.Add(region);
            await db.SaveChangesAsync(token);
            Record(db, actor, "region.added", region, form);
            return region.Id;
        }, cancellationToken);

    /// <summary>Changes a region, if it still is as the admin saw it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The region.</param>
    /// <param name="version">The <see cref="Region.Version"/> that the form was filled from.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<RegionId>> SaveAsync(Actor actor, RegionId id, long version, RegionForm form, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Regions.SingleOrDefaultAsync(r => r.Id == id, token) is not { } region) return new Refusal.NotFound();
            if (region.Version != version) return EditedMeanwhile();
            if (region.BackendType != form.BackendType && await HasMachinesAsync(db, id, token))
                return new Refusal.Invalid("BackendType", "The backend is fixed, since this region has had machines.");
            if (region.BackendType != form.BackendType) await ForgetImagesAsync(db, id, token);
            if (await ApplyAsync(db, region, region, form, actor, token) is { } bad) return bad;
            region.NextAttemptAt = null;
            region.Version++;
            Record(db, actor, "region.changed", region, form);
            return id;
        }, cancellationToken);

    /// <summary>Opens or closes a region for new machines. Running ones are not touched.</summary>
    public Task<Outcome<RegionId>> SetEnabledAsync(Actor actor, RegionId id, bool isEnabled, CancellationToken cancellationToken = default) =>
        RunAsync(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Regions.SingleOrDefaultAsync(r => r.Id == id, token) is not { } region) return new Refusal.NotFound();
            if (region.IsEnabled == isEnabled) return id;
            region.IsEnabled = isEnabled;
            region.Version++;
            db.Record(clock.Now, actor, isEnabled ? "region.enabled" : "region.disabled", SubjectKind.Region, id.Value, null, new { region.Name });
            return id;
        }, cancellationToken);

    /// <summary>Whether a region has or had machines, which fixes its backend.</summary>
    internal static Task<bool> HasMachinesAsync(LobsterDbContext db, RegionId id, CancellationToken cancellationToken) =>
        db.VirtualMachines.AnyAsync(v => v.RegionId == id, cancellationToken);

    /// <summary>The answer to the second of two admins who edit at once.</summary>
    internal static Refusal EditedMeanwhile() =>
        new Refusal.Conflict("Somebody else changed this meanwhile. Nothing was saved. Load it again and repeat your change.");

    private async Task<Refusal?> ApplyAsync(
        LobsterDbContext db, Region region, Region? stored, RegionForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (FormText.Line("Name", form.Name, 64, true, out var name) is { } badName) return badName;
        if (FormText.Line("Location", form.Location, 64, false, out var location) is { } badPlace) return badPlace;
        if (FormText.Number("SortOrder", form.SortOrder, 0, 1_000_000, out var order) is { } badOrder) return badOrder;
        if (!backends.Factories.ContainsKey(form.BackendType)) return new Refusal.Invalid("BackendType", "Choose one of the backends offered.");
        if (await db.Regions.AnyAsync(r => r.Name == name && r.Id != region.Id, cancellationToken)) return NameTaken();
        if (drafts.Problems(form, stored).FirstOrDefault() is { Key: { } key, Value: var problem })
            return new Refusal.Invalid(OptionPrefix + key, "{0}", problem);
        var settings = drafts.Settings(form, stored);
        if (form.Values.Keys.Any(settings.Secrets.ContainsKey)) (region.SecretsSetAt, region.SecretsSetBy) = (clock.Now, actor.ImpersonatorId ?? actor.UserId);
        if (settings.Secrets.Count == 0) (region.SecretsSetAt, region.SecretsSetBy) = (null, null);
        (region.Name, region.Location, region.SortOrder, region.BackendType) = (name, location, order, form.BackendType);
        if (!Enum.IsDefined(form.TransferCounts)) return new Refusal.Invalid("TransferCounts", "Choose one of the directions offered.");
        region.TransferCounts = form.TransferCounts;
        (region.OptionsVersion, region.Options) = (settings.OptionsVersion, JsonSerializer.Serialize(settings.Options));
        region.ProtectedSecrets = secrets.Protect(settings.Secrets);
        return null;
    }

    // Another backend knows none of the images that the old one listed; nobody has booted them, since there were no machines.
    private Task<int> ForgetImagesAsync(LobsterDbContext db, RegionId id, CancellationToken cancellationToken) =>
        db.Images.Where(i => i.RegionId == id && i.AccountId == null && i.State != Images.ImageState.Deleted)
            .ExecuteUpdateAsync(s => s.SetProperty(i => i.State, Images.ImageState.Deleted).SetProperty(i => i.DeletedAt, clock.Now), cancellationToken);

    private async Task<Outcome<RegionId>> RunAsync(Func<LobsterDbContext, CancellationToken, Task<Outcome<RegionId>>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await transactions.RunAsync(work, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return NameTaken();
        }
    }

    private static Refusal.Invalid NameTaken() => new Refusal.Invalid("Name", "Another region has this name.");

    // Which fields were typed, never what: options may hold addresses and user names of the provider's own network.
    private void Record(LobsterDbContext db, Actor actor, string type, Region region, RegionForm form) =>
        db.Record(clock.Now, actor, type, SubjectKind.Region, region.Id.Value, null,
            new { region.Name, region.Location, region.SortOrder, region.BackendType, transfer = region.TransferCounts.ToString(), fields = form.Values.Keys.Order(StringComparer.Ordinal) });
}
