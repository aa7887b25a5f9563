using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>Makes and deletes machines as fast as it can and prints each answer, until it is killed.</summary>
internal static class SandboxHammer
{
    public static readonly Guid InstallationId = new("0198a1f2-0000-7000-8000-00000000000a");

    public static async Task<int> RunAsync(string folder, TextWriter output)
    {
        var backend = Open(folder);
        while (true)
        {
            var token = Guid.CreateVersion7();
            await output.WriteLineAsync($"asked {token}");
            var made = await backend.CreateAsync(new CreateVm(token, "vm", new VmSize("sb-1", 1, 1024, 25), "debian-13"), CancellationToken.None);
            await output.WriteLineAsync($"made {token} {made.VmId} .");
        }
    }

    public static IComputeBackend Open(string folder) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new BusinessClock(TimeProvider.System))
            .AddSandbox()
            .Configure<SandboxHostOptions>(o => o.DataDirectory = folder)
            .BuildServiceProvider()
            .GetRequiredService<IBackendFactory>()
            .Create(new BackendSettings(1, "Testland", InstallationId, 1, new Dictionary<string, string>(), new Dictionary<string, string>()));
}
