namespace Lobster.Backends.Compute.Vultr;

/// <summary>Tasks as text and back. Pure.</summary>
internal static class VultrTasks
{
    /// <summary>The name of the keys that are imported for one create.</summary>
    public static string KeyName(Guid token) => $"lobster {token:N}";

    /// <summary>The id of <see cref="VultrTask.Creating"/>.</summary>
    public static string Create(string vmId, IEnumerable<string> keys) => $"create|{vmId}|{string.Join(',', keys)}";

    /// <summary>The id of <see cref="VultrTask.Resizing"/>.</summary>
    public static string Resize(string vmId, string plan, bool endsStopped) => $"resize|{vmId}|{plan}|{(endsStopped ? "stopped" : "running")}";

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static VultrTask? Read(string taskId) => taskId.Split('|') switch
    {
        ["create", var vm, var keys] => new VultrTask.Creating(vm, keys.Split(',', StringSplitOptions.RemoveEmptyEntries)),
        ["resize", var vm, var plan, var end] => new VultrTask.Resizing(vm, plan, end == "stopped"),
        _ => null,
    };
}
