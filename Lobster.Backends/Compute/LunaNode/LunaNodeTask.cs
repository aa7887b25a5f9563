using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Work that the panel follows step by step, since Luna Node has no task objects. A closed family.</summary>
/// <param name="VmId">The machine.</param>
internal abstract record LunaNodeTask(string VmId)
{
    /// <summary>A create, after which the keys and scripts that were made for it go.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Keys">Ids of the keys.</param>
    /// <param name="Scripts">Ids of the scripts.</param>
    public sealed record Creating(string VmId, IReadOnlyList<string> Keys, IReadOnlyList<string> Scripts) : LunaNodeTask(VmId);

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Since">When it was asked for, in Unix seconds.</param>
    public sealed record Reimaging(string VmId, long Since) : LunaNodeTask(VmId);

    /// <summary>A change of plan.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Since">When it was asked for, in Unix seconds.</param>
    /// <param name="Plan">The plan that it goes to.</param>
    /// <param name="Goal">The power state in the end; null: as Luna Node leaves it.</param>
    public sealed record Resizing(string VmId, long Since, string Plan, PowerState? Goal) : LunaNodeTask(VmId);

    /// <summary>One more address, which is known by not having been there before.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="IsPublic">Whether a public one was asked for.</param>
    /// <param name="Before">Those that were there.</param>
    public sealed record Addressing(string VmId, bool IsPublic, IReadOnlyList<IPAddress> Before) : LunaNodeTask(VmId);

    /// <summary>The id as the panel keeps it.</summary>
    public string TaskId => this switch
    {
        Creating t => $"create|{VmId}|{string.Join(',', t.Keys)}|{string.Join(',', t.Scripts)}",
        Reimaging t => string.Create(CultureInfo.InvariantCulture, $"reimage|{VmId}|{t.Since}"),
        Resizing t => string.Create(CultureInfo.InvariantCulture, $"resize|{VmId}|{t.Since}|{t.Plan}|{t.Goal}"),
        Addressing t => $"address|{VmId}|{(t.IsPublic ? "public" : "private")}|{string.Join(',', t.Before)}",
        _ => throw new InvalidOperationException($"Nothing is known about {this}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static LunaNodeTask? Parse(string taskId) => taskId.Split('|') switch
    {
        ["create", var vm, var keys, var scripts] => new Creating(vm, List(keys), List(scripts)),
        ["reimage", var vm, var since] when Seconds(since) is { } at => new Reimaging(vm, at),
        ["resize", var vm, var since, var plan, var goal] when Seconds(since) is { } at => new Resizing(vm, at, plan, goal.Length > 0 ? new PowerState(goal) : null),
        ["address", var vm, ("public" or "private") and var type, var before] => new Addressing(vm, type == "public", [.. List(before).Select(IPAddress.Parse)]),
        _ => null,
    };

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static long? Seconds(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
