namespace Lobster.Core.Accounts;

/// <summary>
/// Who asks: ids only. Roles, membership and "disabled" are read from the database in the use case's own transaction,
/// never from a claim that a circuit may have held for hours.
/// </summary>
public sealed record Actor
{
    /// <summary>The user; null for the system itself.</summary>
    public long? UserId { get; init; }

    /// <summary>The way in.</summary>
    public ActorChannel Channel { get; init; }

    /// <summary>The staff user who acts as <see cref="UserId"/>; null when nobody does.</summary>
    public long? ImpersonatorId { get; init; }

    /// <summary>The client's network address, where there is one.</summary>
    public string? Address { get; init; }

    /// <summary>The panel itself: sweeps, workers, seeds.</summary>
    public static Actor System { get; } = new() { Channel = ActorChannel.System };

    /// <summary>A user in the browser.</summary>
    public static Actor Browser(long userId, string? address = null) =>
        new() { UserId = userId, Channel = ActorChannel.Browser, Address = address };
}
