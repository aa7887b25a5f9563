using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>Work that this panel follows step by step, since the other one has no task objects. A closed family.</summary>
/// <param name="VmId">The machine.</param>
internal abstract record LobsterPanelTask(string VmId)
{
    /// <summary>A create, after which the key that was made for it goes.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Token">The create's token, which names the key.</param>
    public sealed record Creating(string VmId, Guid Token) : LobsterPanelTask(VmId);

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Since">When it was asked for, in Unix seconds.</param>
    public sealed record Reimaging(string VmId, long Since) : LobsterPanelTask(VmId);

    /// <summary>A change of plan.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Since">When it was asked for, in Unix seconds.</param>
    /// <param name="Plan">The plan that it goes to.</param>
    /// <param name="Goal">The power state in the end; null: as the other panel leaves it.</param>
    public sealed record Resizing(string VmId, long Since, string Plan, PowerState? Goal) : LobsterPanelTask(VmId);

    /// <summary>One more address, which is known by not having been there before.</summary>
    /// <param name="VmId">The machine.</param>
    /// <param name="Before">Those that were there.</param>
    public sealed record Addressing(string VmId, IReadOnlyList<IPAddress> Before) : LobsterPanelTask(VmId);

    /// <summary>The id as the panel keeps it.</summary>
    public string TaskId => this switch
    {
        Creating t => $"create|{VmId}|{t.Token:N}",
        Reimaging t => string.Create(CultureInfo.InvariantCulture, $"reimage|{VmId}|{t.Since}"),
        Resizing t => string.Create(CultureInfo.InvariantCulture, $"resize|{VmId}|{t.Since}|{t.Plan}|{t.Goal}"),
        Addressing t => $"address|{VmId}|{string.Join(',', t.Before)}",
        _ => throw new InvalidOperationException($"Nothing is known about {this}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static LobsterPanelTask? Parse(string taskId) => taskId.Split('|') switch
    {
        ["create", var vm, var token] when Guid.TryParseExact(token, "N", out var named) => new Creating(vm, named),
        ["reimage", var vm, var since] when Seconds(since) is { } at => new Reimaging(vm, at),
        ["resize", var vm, var since, var plan, var goal] when Seconds(since) is { } at => new Resizing(vm, at, plan, goal.Length > 0 ? new PowerState(goal) : null),
        ["address", var vm, var before] => new Addressing(vm, [.. before.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]),
        _ => null,
    };

    private static long? Seconds(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
