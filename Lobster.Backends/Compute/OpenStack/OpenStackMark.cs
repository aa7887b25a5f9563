using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>The mark of an image as two of its properties, by which Glance can be searched. Servers have tags (<see cref="TagMark"/>). Pure.</summary>
internal static class OpenStackMark
{
    /// <summary>The property that names the installation.</summary>
    public const string Panel = "lobster_panel";

    /// <summary>The property that names what was asked for.</summary>
    public const string Token = "lobster_token";

    /// <summary>The mark of an image; null for a foreign one.</summary>
    public static VmMark? Read(OpenStackImage image) =>
        Guid.TryParseExact(image.Panel, "N", out var panel) ? new VmMark(panel, Guid.TryParseExact(image.Token, "N", out var token) ? token : null) : null;
}
