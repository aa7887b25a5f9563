using Lobster.Core;
using Lobster.Core.Compute;
using Microsoft.Extensions.Options;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Makes sandbox backends.</summary>
internal sealed class SandboxFactory(
    IOptions<SandboxHostOptions> host, SandboxFaults faults, SandboxTerminals terminals, SandboxScreens screens, BusinessClock business, TimeProvider time)
    : IBackendFactory
{
    public string Type => "sandbox";

    public string DisplayName => "Sandbox (simulated)";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => SandboxFields.All;

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings)
    {
        var problems = new Dictionary<string, string>();
        if (settings.Options.TryGetValue("path", out var path) && path.IndexOfAny(Path.GetInvalidPathChars()) >= 0)
            problems["path"] = "This is no file name.";
        if (settings.Options.TryGetValue("failNext", out var lines) && SandboxFault.ParseAll(lines).Contains(null))
            problems["failNext"] = "Each line is: operation, kind, times. For example: create Unavailable 2";
        return problems;
    }

    public IComputeBackend Create(BackendSettings settings)
    {
        if (Validate(settings).FirstOrDefault() is { Key: { } key, Value: var problem })
            throw new ArgumentException($"{key}: {problem}", nameof(settings));
        var options = SandboxOptions.Read(settings.Options);
        var file = options.Path.Length > 0 ? options.Path : $"sandbox-{settings.RegionId}.db";
        var store = new SandboxStore(Path.Combine(host.Value.DataDirectory, file));
        return new SandboxBackend(
            settings, options, store, new SandboxGate(options, faults, store, time), new SandboxLifecycle(time, business), faults, terminals,
            screens, time);
    }
}
