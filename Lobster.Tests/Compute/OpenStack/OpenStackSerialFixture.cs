namespace Lobster.Tests.Compute.OpenStack;

/// <summary>A project at a cloud that has serial consoles, in a region whose form says so.</summary>
public sealed class OpenStackSerialFixture : OpenStackFixture
{
    public OpenStackSerialFixture() => Api.SerialConsoles = "ws://cloud.test:6083/";

    public override bool IsUsual => false;

    /// <summary>What the region's form says; tests change it before the backend is opened.</summary>
    public Dictionary<string, string> Values => values ??= new Dictionary<string, string>(base.Form) { ["serialConsole"] = "true" };

    public override IReadOnlyDictionary<string, string> Form => Values;

    private Dictionary<string, string>? values;
}
