namespace Lobster.Core.Accounts;

/// <summary>The rule for reasons that staff write: some words, on one line, not too many.</summary>
internal static class StaffText
{
    /// <summary>Null when the trimmed text will do.</summary>
    public static Refusal? Check(string field, string text, int longest)
    {
        if (text.Length == 0) return new Refusal.Invalid(field, "Write why. It is kept with the change.");
        if (text.Any(char.IsControl)) return new Refusal.Invalid(field, "Write it on one line, without control characters.");
        return text.Length > longest ? new Refusal.Invalid(field, "Use at most {0} characters.", longest) : null;
    }
}
