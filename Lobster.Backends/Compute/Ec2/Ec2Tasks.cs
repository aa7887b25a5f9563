using System.Globalization;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Tasks as text and back: a word and its figures between bars, which no id or name at AWS has. Pure.</summary>
internal static class Ec2Tasks
{
    private const string Yes = "yes";

    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(Ec2Task task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(Ec2Task task) => task switch
    {
        Ec2Task.Creating t => $"create|{t.Vm}|{t.Key}|{Flag(t.HasElastic)}",
        Ec2Task.Stopping t => string.Create(CultureInfo.InvariantCulture, $"stop|{t.Vm}|{t.Deadline}"),
        Ec2Task.Reimaging t => $"reimage|{t.Vm}|{t.Image}|{t.Replacement}",
        Ec2Task.Resizing t => string.Create(CultureInfo.InvariantCulture, $"resize|{t.Vm}|{t.Goal.Type}|{t.Goal.DiskGb}|{t.From}|{Flag(t.EndsRunning)}|{t.Problem}"),
        Ec2Task.Imaging t => string.Create(CultureInfo.InvariantCulture, $"image|{t.Image}|{t.Made}"),
        Ec2Task.Naming t => $"name|{t.Allocation}|{t.Name}",
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static Ec2Task? Read(string taskId)
    {
        try
        {
            return taskId.Split('|') switch
            {
                ["create", var vm, var key, var elastic] => new Ec2Task.Creating(Vm(vm), Given(key), elastic == Yes),
                ["stop", var vm, var deadline] => new Ec2Task.Stopping(Vm(vm), Number(deadline)),
                ["reimage", var vm, var image, var replacement] => new Ec2Task.Reimaging(Vm(vm), image, Given(replacement)),
                ["resize", var vm, var type, var disk, var from, var ends, var problem] => new Ec2Task.Resizing(
                    Vm(vm), new Ec2Goal(type, checked((int)Number(disk))), from, ends == Yes, Given(problem) is { } kind ? Enum.Parse<BackendErrorKind>(kind) : null),
                ["image", var image, var made] => new Ec2Task.Imaging(image, Number(made)),
                ["name", var allocation, var name] => new Ec2Task.Naming(allocation, Given(name)),
                _ => null,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static string Flag(bool value) => value ? Yes : "";

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static Ec2Id Vm(string text) => Ec2Id.Parse(text) ?? throw new FormatException("This is no machine.");

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
