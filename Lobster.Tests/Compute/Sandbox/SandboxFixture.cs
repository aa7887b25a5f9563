using Lobster.Backends.Compute.Sandbox;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>A sandbox in a folder of its own, under a clock that only moves when told.</summary>
public sealed class SandboxFixture : BackendFixture
{
    private readonly ServiceProvider services;

    public SandboxFixture()
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(new BusinessClock(Time))
            .AddSandbox()
            .Configure<SandboxHostOptions>(o => o.DataDirectory = Folder)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "lobster-sandbox-" + Guid.CreateVersion7().ToString("N"));

    public Dictionary<string, string> Options { get; } = [];

    public SandboxFaults Faults => services.GetRequiredService<SandboxFaults>();

    public IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public override string Type => Factory.Type;

    public override VmSize Size { get; } = new("sb-1", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("sb-4", 2, 4096, 80);

    public override string ImageId => "debian-13";

    public override string OtherImageId => "alpine-3.22";

    public override int MoreThanOnePage => 205;

    public override (string Id, Dictionary<string, string> Input)? Action => ("send-traffic", new() { ["gigabytes"] = "5" });

    public override IComputeBackend Open(Guid installationId) => Open(installationId, Options);

    public IComputeBackend Open(Guid installationId, IReadOnlyDictionary<string, string> options) =>
        Factory.Create(Settings(options) with { InstallationId = installationId });

    /// <summary>The cloud with some options changed, as an admin changes a region's form.</summary>
    public IComputeBackend With(params (string Key, string Value)[] changes) =>
        Open(InstallationId, changes.Aggregate(new Dictionary<string, string>(Options), (all, c) =>
        {
            all[c.Key] = c.Value;
            return all;
        }));

    public BackendSettings Settings(IReadOnlyDictionary<string, string> options) =>
        new(7, "Testland", InstallationId, 1, options, new Dictionary<string, string>());

    /// <summary>Starts what the panel's host would start: the consoles.</summary>
    public async Task StartHostAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StartAsync(CancellationToken.None);
    }

    /// <summary>Stops it.</summary>
    public async Task StopHostAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
            await service.StopAsync(CancellationToken.None);
    }

    /// <summary>The id of a machine that runs.</summary>
    public async Task<string> RunningAsync(string name, CancellationToken cancellationToken)
    {
        var vm = await Backend.CreateAsync(new CreateVm(Guid.CreateVersion7(), name, Size, ImageId), cancellationToken);
        Time.Advance(TimeSpan.FromSeconds(8));
        return vm.VmId;
    }

    public override Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public override void LoseNextCreate() => Faults.LoseAnswer(SandboxOperations.Create);

    public override void ResetCounters() => Faults.ResetCounters();

    public override async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        await services.DisposeAsync();
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*.db"))
            {
                using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 15 }.ToString());
                SqliteConnection.ClearPool(connection);
            }

            Directory.Delete(Folder, recursive: true);
        }

        await base.DisposeAsync();
    }
}
