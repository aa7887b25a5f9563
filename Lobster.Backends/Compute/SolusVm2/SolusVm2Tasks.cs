using System.Globalization;
using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Tasks as text and back: a word and its figures between bars. Pure.</summary>
internal static class SolusVm2Tasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(SolusVm2Task task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(SolusVm2Task task) => task switch
    {
        SolusVm2Task.Creating t => Join("create", t.Vm, List(t.Keys)),
        SolusVm2Task.Deleting t => Join("delete", t.Vm, t.Job, t.Asked, List(t.Keys)),
        SolusVm2Task.Starting t => Join("start", t.Vm, t.Job, List(t.Keys)),
        SolusVm2Task.Stopping t => Join("stop", t.Vm, t.Job, t.Deadline),
        SolusVm2Task.Cutting t => Join("cut", t.Vm, t.Job),
        SolusVm2Task.Reimaging t => Join("reimage", t.Vm, t.Job, List(t.Keys)),
        SolusVm2Task.Awaiting t => Join("await", t.Vm, t.Plan, t.DiskGb),
        SolusVm2Task.Resizing t => Join("resize", t.Vm, t.Job, t.Plan, t.EndsRunning ? "running" : "stopped"),
        SolusVm2Task.Restoring t => Join("restore", t.Vm, t.Job),
        SolusVm2Task.Adding t => Join("add", t.Vm, t.Job, string.Join(',', t.Known)),
        SolusVm2Task.Removing t => Join("remove", t.Vm, t.Job, t.Address),
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static SolusVm2Task? Read(string taskId)
    {
        try
        {
            return taskId.Split('|') switch
            {
                ["create", var vm, var keys] => new SolusVm2Task.Creating(Number(vm), Numbers(keys)),
                ["delete", var vm, var job, var asked, var keys] => new SolusVm2Task.Deleting(Number(vm), Number(job), Number(asked), Numbers(keys)),
                ["start", var vm, var job, var keys] => new SolusVm2Task.Starting(Number(vm), Number(job), Numbers(keys)),
                ["stop", var vm, var job, var deadline] => new SolusVm2Task.Stopping(Number(vm), Number(job), Number(deadline)),
                ["cut", var vm, var job] => new SolusVm2Task.Cutting(Number(vm), Number(job)),
                ["reimage", var vm, var job, var keys] => new SolusVm2Task.Reimaging(Number(vm), Number(job), Numbers(keys)),
                ["await", var vm, var plan, var disk] => new SolusVm2Task.Awaiting(Number(vm), Number(plan), checked((int)Number(disk))),
                ["resize", var vm, var job, var plan, var end] => new SolusVm2Task.Resizing(Number(vm), Number(job), Number(plan), end == "running"),
                ["restore", var vm, var job] => new SolusVm2Task.Restoring(Number(vm), Number(job)),
                ["add", var vm, var job, var known] => new SolusVm2Task.Adding(Number(vm), Number(job), [.. Parts(known).Select(IPAddress.Parse)]),
                ["remove", var vm, var job, var address] => new SolusVm2Task.Removing(Number(vm), Number(job), IPAddress.Parse(address)),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static string Join(params IEnumerable<object> parts) => string.Join('|', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture)));

    private static string List(IReadOnlyList<long> numbers) => string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private static IReadOnlyList<long> Numbers(string text) => [.. Parts(text).Select(Number)];

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
