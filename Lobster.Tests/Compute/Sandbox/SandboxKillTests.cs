using System.Reflection;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>Processes that die with their hands in the sandbox's file.</summary>
public sealed class SandboxKillTests
{
    private const int Rounds = 4;

    [Fact]
    public async Task TwoProcesses_KilledAgainAndAgain_LeaveWholeMachinesAndEveryAnsweredOne()
    {
        using var folder = TestFolder.Create("sandbox-kill");
        var answered = new List<(string Token, string Id)>();
        var asked = new HashSet<string>();

        for (var round = 1; round <= Rounds; round++)
        {
            await using var one = await StartAsync(folder.Path);
            await using var two = await StartAsync(folder.Path);
            await Wait.UntilAsync("some machines", () => Made(one).Count >= round * 7 && Made(two).Count >= round * 5);
            await one.EndWithAsync("KILL");
            await two.EndWithAsync("KILL");
            answered.AddRange(Made(one).Concat(Made(two)));
            asked.UnionWith(Words(one, "asked").Concat(Words(two, "asked")).Select(w => w[1]));
        }

        var machines = await SandboxHammer.Open(folder.Path).ListAsync(TestContext.Current.CancellationToken).ToListAsync();
        var byToken = machines.ToDictionary(vm => vm.Mark!.Token!.Value.ToString(), vm => vm.Id);

        Assert.All(answered, a => Assert.Equal(a.Id, byToken[a.Token]));
        Assert.Subset(asked, byToken.Keys.ToHashSet());
        Assert.All(machines, vm => Assert.Equal(2, vm.Addresses!.Count));
        Assert.Equal(machines.Count * 2, machines.SelectMany(vm => vm.Addresses!).DistinctBy(a => a.Address).Count());
        Assert.All(machines, vm => Assert.Contains(vm.Power, (PowerState?[])[PowerState.Provisioning, PowerState.Running]));
    }

    private static Task<ChildProcess> StartAsync(string folder) =>
        ChildProcess.StartAsync(["dotnet", Assembly.GetExecutingAssembly().Location, "sandbox-hammer", folder]);

    private static List<(string Token, string Id)> Made(ChildProcess child) =>
        [.. Words(child, "made").Where(w => w is [_, _, _, "."]).Select(w => (w[1], w[2]))];

    private static IEnumerable<string[]> Words(ChildProcess child, string first) =>
        child.Output.Split('\n').Select(line => line.Split(' ')).Where(w => w[0] == first);
}
