namespace Lobster.Core.Images;

/// <summary>What an image may be called.</summary>
public static class ImageName
{
    /// <summary>Checks a name; null when good.</summary>
    public static Refusal? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? new Refusal.Invalid("Name", "Enter a name.")
        : name.Length > 64 ? new Refusal.Invalid("Name", "Use at most 64 characters.")
        : name.Any(char.IsControl) ? new Refusal.Invalid("Name", "Use printable characters only.")
        : null;
}
