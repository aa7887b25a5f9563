using Lobster.Core.Images;

namespace Lobster.Core.Billing.Storage;

/// <summary>What an image's storage cost in a month.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">Where it lies.</param>
/// <param name="Start">When its billing began; its grid of hours.</param>
/// <param name="Lines">The month's lines, oldest first.</param>
public sealed record ImageCharges(ImageId ImageId, string Name, string Region, Instant Start, IReadOnlyList<ImageChargeLine> Lines)
{
    /// <summary>Hours in all.</summary>
    public long Hours => Lines.Sum(l => (long)l.Hours);

    /// <summary>What corrections gave back; negative: took in addition.</summary>
    public Money GivenBack => Lines.Aggregate(Money.Zero, (sum, l) => sum + l.GivenBack);

    /// <summary>All of it, less what was given back.</summary>
    public Money Amount => Lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net);

    /// <summary>The number of the hour that begins at <paramref name="from"/>: 1, 2, 3 … since billing began.</summary>
    public long NumberOf(Instant from) => ((from.Micros - Start.Micros) / StorageRating.Length) + 1;
}
