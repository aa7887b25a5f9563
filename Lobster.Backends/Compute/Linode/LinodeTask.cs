using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Work on a machine that is followed by its events, since the machine's own status may not tell of it.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Action">The event that must finish: <see cref="Resize"/> or <see cref="Rebuild"/>.</param>
/// <param name="After">The newest event before it was asked for; only later ones count.</param>
internal sealed record LinodeTask(long VmId, string Action, long After)
{
    /// <summary>A change of type.</summary>
    public const string Resize = "linode_resize";

    /// <summary>A fresh disk.</summary>
    public const string Rebuild = "linode_rebuild";

    /// <summary>The power state in the end; null: as Linode leaves it.</summary>
    public PowerState? Goal { get; init; }

    /// <summary>The type in the end; null: any.</summary>
    public string? Type { get; init; }

    /// <summary>The id as the panel keeps it.</summary>
    public string TaskId => string.Create(CultureInfo.InvariantCulture, $"{Action}|{VmId}|{After}|{Goal}|{Type}");

    /// <summary>What the customer reads meanwhile.</summary>
    public string Doing => Action == Resize ? "Changing its size" : "Installing the image";

    /// <summary>What the customer reads when it failed.</summary>
    public string Failure => Action == Resize ? "Linode could not change the size; the machine keeps the one it had." : "Linode could not install the image.";

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static LinodeTask? Parse(string taskId) =>
        taskId.Split('|') is [(Resize or Rebuild) and var action, var vm, var after, var goal, var type] && LinodeMapping.Id(vm) is { } id && LinodeMapping.Id(after) is { } last
            ? new LinodeTask(id, action, last) { Goal = goal.Length > 0 ? new PowerState(goal) : null, Type = type.Length > 0 ? type : null }
            : null;
}
