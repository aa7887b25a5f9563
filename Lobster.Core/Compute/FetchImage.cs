namespace Lobster.Core.Compute;

/// <summary>An image to fetch.</summary>
/// <param name="Token">Names this one fetch for ever, as <see cref="CreateVm.Token"/> does a machine.</param>
/// <param name="Name">The customer's name for it.</param>
/// <param name="Source">http or https.</param>
/// <param name="Format">One of <see cref="IImageFetch.FetchFormats"/>.</param>
public sealed record FetchImage(Guid Token, string Name, Uri Source, string Format);
