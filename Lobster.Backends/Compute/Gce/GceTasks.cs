using System.Globalization;
using System.Text.RegularExpressions;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Tasks as text and back: a word and its parts between bars, which no name of Google's has. Pure.</summary>
internal static partial class GceTasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(GceTask task) => new(Write(task));

    /// <summary>The id of a task.</summary>
    public static string Write(GceTask task) => task switch
    {
        GceTask.Acting t => $"act|{t.Operation}",
        GceTask.Creating t => $"create|{t.Operation}|{t.Vm}",
        GceTask.Deleting t => $"delete|{t.Operation}|{t.Vm}",
        GceTask.Resizing t => string.Create(CultureInfo.InvariantCulture, $"resize|{t.Operation}|{t.Vm}|{t.Type}|{t.DiskGb}|{t.From}|{t.Problem}"),
        GceTask.Reimaging t => string.Create(CultureInfo.InvariantCulture, $"reimage|{t.Operation}|{t.Vm}|{t.Disk}|{t.Old}|{t.Source.Image}|{t.Source.Gb}|{t.Source.Type}|{t.Problem}"),
        GceTask.Imaging t => $"image|{t.Operation}|{t.Image}",
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static GceTask? Read(string taskId)
    {
        try
        {
            if (taskId.Split('|') is not [var word, var operation, .. var parts]) return null;
            return Read(word, parts) is { } task ? task with { Operation = Operation(operation) } : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static GceTask? Read(string word, string[] parts) => (word, parts) switch
    {
        ("act", []) => new GceTask.Acting(),
        ("create", [var vm]) => new GceTask.Creating(Vm(vm)),
        ("delete", [var vm]) => new GceTask.Deleting(Vm(vm)),
        ("resize", [var vm, var type, var gb, var from, var problem]) => new GceTask.Resizing(Vm(vm), Name(type), Number(gb), Name(from), Problem(problem)),
        ("reimage", [var vm, var disk, var old, var image, var gb, var type, var problem]) =>
            new GceTask.Reimaging(Vm(vm), Name(disk), Name(old), new GceDiskSource(GceImageId.Read(image) ?? throw None(), Number(gb), type.Length == 0 ? null : Name(type)), Problem(problem)),
        ("image", [var image]) => new GceTask.Imaging(Name(image)),
        _ => null,
    };

    private static GcePlace Vm(string text) => GcePlace.Read(text) ?? throw None();

    private static string Name(string text) => GcePlace.IsName(text) ? text : throw None();

    private static string? Operation(string text) => text.Length == 0 ? null : OperationPattern().IsMatch(text) ? text : throw None();

    private static BackendErrorKind? Problem(string text) => text.Length == 0 ? null : Enum.Parse<BackendErrorKind>(text);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static FormatException None() => new("This is no task.");

    [GeneratedRegex("^((zones|regions)/[a-z0-9-]+|global)/operations/[A-Za-z0-9_-]+$")]
    private static partial Regex OperationPattern();
}
