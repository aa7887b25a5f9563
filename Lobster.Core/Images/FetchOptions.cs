namespace Lobster.Core.Images;

/// <summary>The section <c>Lobster:ImageFetch</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class FetchOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:ImageFetch";

    /// <summary>How many images an account may have on their way at a time.</summary>
    public int AtOnce { get; set; } = 5;

    /// <summary>Whether files may come from private and link-local addresses, for a mirror in the provider's own network. Customers then reach that network through their region.</summary>
    public bool AllowsPrivateAddresses { get; set; }

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (AtOnce is < 1 or > 1000)
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{nameof(AtOnce)} is {AtOnce}, but must be 1 to 1000.");
    }
}
