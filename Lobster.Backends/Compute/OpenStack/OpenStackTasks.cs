using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Tasks as text and back. Pure.</summary>
internal static class OpenStackTasks
{
    /// <summary>A change that is over when the task is.</summary>
    public static BackendChange.Poll Poll(OpenStackTask task) => new(Write(task));

    /// <summary>The id of a task. A flavor's name stands last, since it may hold anything.</summary>
    public static string Write(OpenStackTask task) => task switch
    {
        OpenStackTask.Creating t => $"create|{t.Vm}",
        OpenStackTask.Stopping t => $"stop|{t.Vm}",
        OpenStackTask.Reimaging t => $"reimage|{t.Vm}",
        OpenStackTask.Resizing t => $"resize|{t.Vm}|{t.Flavor}",
        OpenStackTask.Addressing t => $"{(t.IsWanted ? "come" : "go")}|{t.Vm}|{t.Address}",
        OpenStackTask.Attaching t => $"attach|{t.Vm}|{t.Port}",
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static OpenStackTask? Read(string taskId) => taskId.Split('|', 3) switch
    {
        ["create", var vm] => new OpenStackTask.Creating(vm),
        ["stop", var vm] => new OpenStackTask.Stopping(vm),
        ["reimage", var vm] => new OpenStackTask.Reimaging(vm),
        ["resize", var vm, var flavor] => new OpenStackTask.Resizing(vm, flavor),
        ["come" or "go", var vm, var text] when IPAddress.TryParse(text, out var address) => new OpenStackTask.Addressing(vm, address, taskId.StartsWith("come", StringComparison.Ordinal)),
        ["attach", var vm, var port] => new OpenStackTask.Attaching(vm, port),
        _ => null,
    };
}
