using Lobster.Core;
using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Reads and writes images. Their state follows from the clock alone.</summary>
internal static class SandboxImages
{
    private const string Select =
        "SELECT seq, name, installation, token, is_iso, size_mb, min_disk_gb, created_at, ready_at, problem FROM image";

    public static BackendImage? Find(SandboxSession session, string id, Instant now) =>
        SandboxCatalogue.Images.FirstOrDefault(image => image.Id == id)
        ?? session.Query(Select + " WHERE seq = @0", row => Read(row, now), SandboxIds.ImageSeq(id)).SingleOrDefault();

    public static BackendImage? FindByToken(SandboxSession session, Guid installation, Guid token, Instant now) =>
        session.Query(
            Select + " WHERE token = @0 AND installation = @1 ORDER BY seq LIMIT 1", row => Read(row, now), token.ToString(), installation.ToString())
            .SingleOrDefault();

    public static List<BackendImage> Page(SandboxSession session, long after, int size, Instant now) =>
        session.Query(Select + " WHERE seq > @0 ORDER BY seq LIMIT @1", row => Read(row, now), after, size);

    public static BackendImage RequireUsable(SandboxSession session, string id, int diskGb, Instant now)
    {
        var image = Find(session, id, now) ?? throw SandboxRules.Rejected("This image does not exist in this region.");
        if (image.State == ImageState.Pending)
            throw new BackendException(BackendErrorKind.Conflict, "The image is still being made.");
        if (image.State != ImageState.Ready)
            throw SandboxRules.Rejected("This image could not be made and cannot be used.");
        return image.MinDiskGb <= diskGb ? image : throw SandboxRules.Rejected($"This image needs a disk of at least {image.MinDiskGb} GB.");
    }

    public static string Add(
        SandboxSession session, string name, VmMark mark, bool isIso, long sizeMb, int minDiskGb, Instant now, Instant readyAt, string? problem) =>
        SandboxIds.Image(session.Number(
            """
            INSERT INTO image (name, installation, token, is_iso, size_mb, min_disk_gb, created_at, ready_at, problem)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8) RETURNING seq
            """,
            name, mark.InstallationId.ToString(), mark.Token?.ToString(), isIso, sizeMb, minDiskGb, now.Micros, readyAt.Micros, problem));

    private static BackendImage Read(SqliteDataReader row, Instant now)
    {
        var (created, ready) = (row.GetInt64(7), row.GetInt64(8));
        var problem = SandboxMachines.Text(row, 9);
        var state = now.Micros < ready ? ImageState.Pending : problem is null ? ImageState.Ready : ImageState.Failed;
        return new BackendImage(SandboxIds.Image(row.GetInt64(0)), row.GetString(1), state, IsPublic: false)
        {
            Kind = row.GetInt64(4) != 0 ? ImageKind.Iso : ImageKind.Template,
            RawState = state switch { ImageState.Pending => "saving", ImageState.Ready => "available", _ => "failed" },
            SizeMb = state == ImageState.Ready ? row.GetInt64(5) : null,
            MinDiskGb = row.GetInt32(6),
            Percent = state == ImageState.Pending && ready > created ? (int)((now.Micros - created) * 100 / (ready - created)) : null,
            Problem = state == ImageState.Failed ? problem : null,
            CreatedAt = new Instant(created),
            Mark = SandboxMachines.ReadMark(row, 2),
        };
    }
}
