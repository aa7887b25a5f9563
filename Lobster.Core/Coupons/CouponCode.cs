namespace Lobster.Core.Coupons;

/// <summary>How codes are written: capitals, digits and hyphens, 3 to 32 of them; what customers type is brought to that.</summary>
public static class CouponCode
{
    /// <summary>A code as it is stored; null when it cannot be one.</summary>
    public static string? Normal(string? typed)
    {
        var code = typed?.Trim().ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal) ?? "";
        return code.Length is >= 3 and <= 32 && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-') ? code : null;
    }
}
