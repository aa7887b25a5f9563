using System.Globalization;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>What a machine is made from. Vultr numbers systems and names snapshots and ISOs, so the panel's id says which: <c>os:2136</c>, <c>snapshot:…</c>, <c>iso:…</c>.</summary>
internal abstract record VultrImageId
{
    private VultrImageId()
    {
    }

    /// <summary>Reads the panel's id; null when it is none.</summary>
    public static VultrImageId? Parse(string id) => id.Split(':', 2) switch
    {
        ["os", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var os) => new System(os),
        ["snapshot", { Length: > 0 } snapshot] => new Snapshot(snapshot),
        ["iso", { Length: > 0 } iso] => new Iso(iso),
        _ => null,
    };

    /// <summary>An operating system.</summary>
    public sealed record System(int Id) : VultrImageId
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"os:{Id}");
    }

    /// <summary>A snapshot of the account.</summary>
    public sealed record Snapshot(string Id) : VultrImageId
    {
        /// <inheritdoc/>
        public override string ToString() => $"snapshot:{Id}";
    }

    /// <summary>An ISO of the account.</summary>
    public sealed record Iso(string Id) : VultrImageId
    {
        /// <inheritdoc/>
        public override string ToString() => $"iso:{Id}";
    }
}
