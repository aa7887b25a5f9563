namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Where sandboxes keep their files.</summary>
public sealed class SandboxHostOptions
{
    /// <summary>The folder that relative paths count from; itself relative to the working directory. Made when missing.</summary>
    public string DataDirectory { get; set; } = "data";
}
