using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Tasks as text and back: a word and its figures between bars. Pure.</summary>
internal static class DigitalOceanTasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(DigitalOceanTask task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(DigitalOceanTask task) => task switch
    {
        DigitalOceanTask.Creating t => Join("create", t.Vm, t.Action ?? 0, string.Join(',', t.Keys)),
        DigitalOceanTask.Deleting t => Join("delete", t.Vm, t.Token.ToString("N")),
        DigitalOceanTask.Acting t => Join("act", t.Vm, t.Action),
        DigitalOceanTask.Stopping t => Join("stop", t.Vm, t.Action, t.Deadline),
        DigitalOceanTask.Cutting t => Join("cut", t.Vm, t.Action),
        DigitalOceanTask.Reimaging t => Join("reimage", t.Vm, t.Action),
        DigitalOceanTask.Resizing t => Join("resize", t.Vm, t.Step, t.Action, t.Deadline, t.Size.Plan, t.Size.GrowTo ?? 0, t.EndsRunning ? "running" : "stopped"),
        DigitalOceanTask.Snapshotting t => Join("snapshot", t.Vm, t.Action, t.Token.ToString("N")),
        DigitalOceanTask.Assigning t => Join("assign", t.Address, t.Action),
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static DigitalOceanTask? Read(string taskId)
    {
        try
        {
            return taskId.Split('|') switch
            {
                ["create", var vm, var action, var keys] => new DigitalOceanTask.Creating(
                    Number(vm), Number(action) is > 0 and var known ? known : null, [.. keys.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)]),
                ["delete", var vm, var token] => new DigitalOceanTask.Deleting(Number(vm), Guid.ParseExact(token, "N")),
                ["act", var vm, var action] => new DigitalOceanTask.Acting(Number(vm), Number(action)),
                ["stop", var vm, var action, var deadline] => new DigitalOceanTask.Stopping(Number(vm), Number(action), Number(deadline)),
                ["cut", var vm, var action] => new DigitalOceanTask.Cutting(Number(vm), Number(action)),
                ["reimage", var vm, var action] => new DigitalOceanTask.Reimaging(Number(vm), Number(action)),
                ["resize", var vm, var step, var action, var deadline, var plan, var growTo, var end] => new DigitalOceanTask.Resizing(
                    Number(vm), Enum.Parse<DigitalOceanResizeStep>(step), Number(action), Number(deadline), new DigitalOceanGoal(plan, Number(growTo) is > 0 and var gb ? checked((int)gb) : null), end == "running"),
                ["snapshot", var vm, var action, var token] => new DigitalOceanTask.Snapshotting(Number(vm), Number(action), Guid.ParseExact(token, "N")),
                ["assign", var address, var action] => new DigitalOceanTask.Assigning(IPAddress.Parse(address), Number(action)),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static string Join(params IEnumerable<object> parts) => string.Join('|', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)));

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
