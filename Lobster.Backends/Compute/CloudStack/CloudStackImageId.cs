namespace Lobster.Backends.Compute.CloudStack;

/// <summary>The panel's ids of images: a template's own, and <c>iso:</c> before an ISO's, since CloudStack keeps the two apart. Pure.</summary>
internal static class CloudStackImageId
{
    private const string Mark = "iso:";

    /// <summary>The panel's id of an ISO.</summary>
    public static string Iso(string id) => Mark + id;

    /// <summary>CloudStack's id, and whether it is an ISO's.</summary>
    public static (string Id, bool IsIso) Read(string imageId) =>
        imageId.StartsWith(Mark, StringComparison.Ordinal) ? (imageId[Mark.Length..], true) : (imageId, false);
}
