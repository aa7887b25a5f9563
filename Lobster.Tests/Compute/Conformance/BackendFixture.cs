using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>
/// One empty cloud of a provider (its fake, or verbatim answers) and all that the suites must know about it. A provider's tests
/// derive from it and from the suites of the capabilities that the backend has.
/// </summary>
public abstract class BackendFixture : IAsyncDisposable
{
    private IComputeBackend? backend;

    /// <summary>The installation that <see cref="Backend"/> works for.</summary>
    public Guid InstallationId { get; } = new("0198a1f2-0000-7000-8000-000000000001");

    public IComputeBackend Backend => backend ??= Open(InstallationId);

    /// <summary>The type of the backend.</summary>
    public abstract string Type { get; }

    /// <summary>Its class, told also where there is no cloud to talk to.</summary>
    public virtual Type BackendType => Backend.GetType();

    /// <summary>Whether the cloud is in this process; another has to be brought up first.</summary>
    public virtual bool IsHere => true;

    /// <summary>Whether the region's form has its defaults wherever capabilities hang on it; only such a region speaks for its provider in the docs.</summary>
    public virtual bool IsUsual => true;

    /// <summary>Another client of the same cloud, as a second panel process or a restarted one has it.</summary>
    public abstract IComputeBackend Open(Guid installationId);

    /// <summary>Lets this much time pass for the cloud.</summary>
    public abstract Task AdvanceAsync(TimeSpan time);

    /// <summary>Makes the cloud carry out the next create and lose its answer.</summary>
    public abstract void LoseNextCreate();

    /// <summary>Makes all transfer counters begin anew, as a reboot or migration at the provider would.</summary>
    public abstract void ResetCounters();

    public abstract VmSize Size { get; }

    public abstract VmSize LargerSize { get; }

    public abstract string ImageId { get; }

    public abstract string OtherImageId { get; }

    /// <summary>More machines than one page of the list holds.</summary>
    public abstract int MoreThanOnePage { get; }

    /// <summary>An address whose fetch succeeds, and its format.</summary>
    public virtual (Uri Source, string Format) FetchSource => (new Uri("https://images.example.org/disk.qcow2"), "qcow2");

    /// <summary>A custom action that any running machine offers, with good input; null when the backend has none.</summary>
    public virtual (string Id, Dictionary<string, string> Input)? Action => null;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
