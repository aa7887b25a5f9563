using System.Diagnostics;

namespace Lobster.Tests.Harness;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Run_ProgramThatFails_TellsItsCodeAndWords()
    {
        var ended = await ChildProcess.RunAsync(["/bin/sh", "-c", "echo out; echo err >&2; exit 3"]);

        Assert.Equal(3, ended.Code);
        Assert.Contains("out", ended.Output, StringComparison.Ordinal);
        Assert.Contains("err", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_ProgramThatWouldRunForever_EndsItAndDeletesItsFolder()
    {
        var folder = Directory.CreateTempSubdirectory("lobster-child-").FullName;
        var child = await ChildProcess.StartAsync(["/bin/sh", "-c", "echo up; while :; do sleep 1; done"], deleteAfterwards: folder);
        await child.LineAsync("up");

        await child.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(child.Pid));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task EndWith_Kill9_EndsTheProgramItself()
    {
        await using var child = await ChildProcess.StartAsync(["/bin/sh", "-c", "echo up; while :; do sleep 1; done"]);
        await child.LineAsync("up");

        var code = await child.EndWithAsync("KILL");

        Assert.Equal(128 + 9, code);
    }
}
