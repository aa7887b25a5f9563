using System.Net;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Work of several steps that the panel follows, as <see cref="OpenStackTasks"/> writes it. A closed family.</summary>
internal abstract record OpenStackTask
{
    private OpenStackTask()
    {
    }

    /// <summary>A create, after which the machine gets its floating address.</summary>
    /// <param name="Vm">The machine.</param>
    public sealed record Creating(string Vm) : OpenStackTask;

    /// <summary>A machine that is woken to be stopped.</summary>
    /// <param name="Vm">The machine.</param>
    public sealed record Stopping(string Vm) : OpenStackTask;

    /// <summary>A new disk, after which the machine runs.</summary>
    /// <param name="Vm">The machine.</param>
    public sealed record Reimaging(string Vm) : OpenStackTask;

    /// <summary>A new size, which is confirmed when it is there.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Flavor">The goal's name, as servers tell it.</param>
    public sealed record Resizing(string Vm, string Flavor) : OpenStackTask;

    /// <summary>An address that comes or goes.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Address">The address.</param>
    /// <param name="IsWanted">Whether it comes.</param>
    public sealed record Addressing(string Vm, IPAddress Address, bool IsWanted) : OpenStackTask;

    /// <summary>A port that comes with an address of the cloud's choice.</summary>
    /// <param name="Vm">The machine.</param>
    /// <param name="Port">The port.</param>
    public sealed record Attaching(string Vm, string Port) : OpenStackTask;
}
