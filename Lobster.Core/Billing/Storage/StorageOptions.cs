namespace Lobster.Core.Billing.Storage;

/// <summary>The section <c>Lobster:Storage</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class StorageOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Storage";

    /// <summary>After how many hours a region is asked again for sizes that are known; unknown ones are asked for at every pass.</summary>
    public int SizeHours { get; set; } = 24;

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        if (SizeHours is < 1 or > 8760)
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{nameof(SizeHours)} is {SizeHours}, but must be 1 to 8760.");
    }
}
