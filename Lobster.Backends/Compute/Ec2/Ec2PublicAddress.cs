namespace Lobster.Backends.Compute.Ec2;

/// <summary>Which public IPv4 address a new machine gets.</summary>
internal enum Ec2PublicAddress
{
    /// <summary>Whatever its subnet says.</summary>
    BySubnet,

    /// <summary>One of AWS's pool, which changes with each stop and start.</summary>
    Automatic,

    /// <summary>None.</summary>
    None,

    /// <summary>An Elastic IP address of its own, which stays.</summary>
    Elastic,
}
