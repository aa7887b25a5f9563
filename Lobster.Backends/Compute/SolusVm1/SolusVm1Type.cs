namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>What machines run on, by the master's own words. A region has machines of one type.</summary>
/// <param name="Name">The master's word.</param>
internal sealed record SolusVm1Type(string Name)
{
    /// <summary>Containers.</summary>
    public static SolusVm1Type OpenVz { get; } = new("openvz");

    /// <summary>Xen, paravirtualised.</summary>
    public static SolusVm1Type Xen { get; } = new("xen");

    /// <summary>Xen with the processor's help.</summary>
    public static SolusVm1Type XenHvm { get; } = new("xen hvm");

    /// <summary>KVM.</summary>
    public static SolusVm1Type Kvm { get; } = new("kvm");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SolusVm1Type> All { get; } = [Kvm, XenHvm, Xen, OpenVz];

    /// <summary>Whether its machines have a screen; the others have a terminal.</summary>
    public bool HasScreen => this == Kvm || this == XenHvm;

    /// <summary>Which field of <c>listtemplates</c> names its templates.</summary>
    public string TemplatesField => this == Kvm ? "templateskvm" : this == XenHvm ? "templateshvm" : "templates";
}
