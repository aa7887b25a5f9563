using System.Globalization;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>
/// A new container whose memory is still to be set: a master refuses that at the creation of containers, so it is stopped, set and started afterwards. What has been done is seen
/// in the machine, not in the task.
/// </summary>
/// <param name="VmId">The machine.</param>
/// <param name="Since">When it was made or a step was last tried, in Unix seconds.</param>
/// <param name="RamMb">The memory in MB.</param>
internal sealed record SolusVm1Task(string VmId, long Since, int RamMb)
{
    private const string Word = "memory";

    /// <summary>The id as the panel keeps it.</summary>
    public string TaskId => string.Create(CultureInfo.InvariantCulture, $"{Word}|{VmId}|{Since}|{RamMb}");

    /// <summary>Reads an id; null when it is none of ours.</summary>
    public static SolusVm1Task? Parse(string taskId) =>
        taskId.Split('|') is [Word, var vm, var since, var ram] && long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && int.TryParse(ram, NumberStyles.None, CultureInfo.InvariantCulture, out var mb) ? new SolusVm1Task(vm, at, mb) : null;
}
