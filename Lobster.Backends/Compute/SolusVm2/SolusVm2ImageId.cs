using System.Globalization;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>What the panel calls an image: one version of an OS image, such as <c>5-51</c>. Machines are made of the version alone, but only the OS image can be asked for and deleted.</summary>
/// <param name="Image">The OS image.</param>
/// <param name="Version">Its version.</param>
internal sealed record SolusVm2ImageId(long Image, long Version)
{
    /// <summary>Reads an id; null when it is none.</summary>
    public static SolusVm2ImageId? Parse(string text) =>
        text.Split('-') is [var image, var version] && Number(image) is { } i && Number(version) is { } v ? new SolusVm2ImageId(i, v) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Image}-{Version}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
