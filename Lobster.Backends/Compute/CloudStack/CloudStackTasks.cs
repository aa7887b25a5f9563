using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Tasks as text and back: a word and its figures between bars, which no id of CloudStack has. Pure.</summary>
internal static class CloudStackTasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(CloudStackTask task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(CloudStackTask task) => task switch
    {
        CloudStackTask.Creating t => $"create|{t.Job}|{string.Join(',', t.Keys)}",
        CloudStackTask.Deleting t => $"delete|{t.Vm}|{t.Job}|{(t.Expunge ? "expunge" : "")}",
        CloudStackTask.Acting t => $"act|{t.Job}",
        CloudStackTask.Stopping t => $"stop|{t.Vm}|{t.Job}|{(t.Forced ? "forced" : "")}",
        CloudStackTask.Reimaging t => $"reimage|{t.Vm}|{t.Job}|{t.Start}",
        CloudStackTask.Resizing t => $"resize|{t.Vm}|{Write(t.Goal)}|{Write(t.From)}|{t.Job}|{t.Problem}",
        CloudStackTask.Snapshotting t => $"snapshot|{t.Vm}|{t.Snapshot}|{t.Job}",
        CloudStackTask.Templating t => $"template|{t.Template}|{t.Snapshot}|{t.Job}",
        CloudStackTask.Translating t => $"translate|{t.Vm}|{t.Address}|{t.Job}",
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static CloudStackTask? Read(string taskId)
    {
        try
        {
            return taskId.Split('|') switch
            {
                ["create", var job, var keys] => new CloudStackTask.Creating(job, keys.Split(',', StringSplitOptions.RemoveEmptyEntries)),
                ["delete", var vm, var job, var expunge] => new CloudStackTask.Deleting(vm, job, expunge == "expunge"),
                ["act", var job] => new CloudStackTask.Acting(job),
                ["stop", var vm, var job, var forced] => new CloudStackTask.Stopping(vm, job, forced == "forced"),
                ["reimage", var vm, var job, var start] => new CloudStackTask.Reimaging(vm, job, Given(start)),
                ["resize", var vm, var goal, var from, var job, var problem] => new CloudStackTask.Resizing(
                    vm, ReadGoal(goal), ReadGoal(from), Given(job), Given(problem) is { } kind ? Enum.Parse<BackendErrorKind>(kind) : null),
                ["snapshot", var vm, var snapshot, var job] => new CloudStackTask.Snapshotting(vm, snapshot, Given(job)),
                ["template", var template, var snapshot, var job] => new CloudStackTask.Templating(template, snapshot, Given(job)),
                ["translate", var vm, var address, var job] => new CloudStackTask.Translating(vm, address, job),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static string Write(CloudStackGoal goal) =>
        string.Create(CultureInfo.InvariantCulture, $"{goal.Offering},{goal.DiskGb},{goal.Custom?.Cpus},{goal.Custom?.RamMb},{goal.Custom?.Mhz}");

    private static CloudStackGoal ReadGoal(string text) => text.Split(',') switch
    {
        [var offering, var disk, "", "", ""] => new CloudStackGoal(offering, null, Number(disk)),
        [var offering, var disk, var cpus, var ram, var mhz] => new CloudStackGoal(offering, new CloudStackFigures(Number(cpus), Number(ram), Given(mhz) is { } speed ? Number(speed) : null), Number(disk)),
        _ => throw new FormatException("This is no size."),
    };

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
