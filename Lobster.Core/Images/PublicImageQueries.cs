using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Images;

/// <summary>Reads public images for admins.</summary>
public sealed class PublicImageQueries(Transactions transactions)
{
    /// <summary>Rows a page.</summary>
    public const int PageSize = 50;

    /// <summary>One page of them, by region and name, with how many there are; empty for those who may not see them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="region">Only of this region; null: all.</param>
    /// <param name="search">Part of a name or a backend's id; null: all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<(IReadOnlyList<PublicImage> Rows, int Total)> ListAsync(
        Actor actor, RegionId? region, string? search, int page, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<(IReadOnlyList<PublicImage> Rows, int Total)>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, [.. UserRoles.Staff]) is not null) return ([], 0);
            var wanted = Wanted(db, region, search);
            var rows = await (from image in wanted
                              join place in db.Regions on image.RegionId equals place.Id
                              orderby place.SortOrder, place.Name, image.Name, image.Id
                              select new PublicImage(
                                  image.Id, place.Id, place.Name, image.Name, image.Description, image.Kind, image.BackendId, image.SizeMb, image.IsEnabled,
                                  db.VirtualMachines.Count(v => v.ImageId == image.Id && v.Lifecycle != VmLifecycle.Deleted), image.Version))
                .Skip((Math.Max(page, 1) - 1) * PageSize).Take(PageSize).ToListAsync(token);
            return (rows, await wanted.CountAsync(token));
        }, cancellationToken);

    private static IQueryable<Image> Wanted(LobsterDbContext db, RegionId? region, string? search)
    {
        var images = db.Images.Where(i => i.AccountId == null && i.State != ImageState.Deleted);
        if (region is { } id) images = images.Where(i => i.RegionId == id);
        if (string.IsNullOrWhiteSpace(search)) return images;
        var escaped = search.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        var like = $"%{escaped}%";
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
        return images.Where(i => EF.Functions.Like(i.Name.ToLower(), like, "\\") || EF.Functions.Like(i.BackendId!.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311
    }
}
