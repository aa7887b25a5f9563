using System.Globalization;

namespace Lobster.Core.Compute;

/// <summary>Checks what was filled in against the fields' own rules, the same for every form. A pure function.</summary>
public static class OptionRules
{
    private const int MostCharacters = 65_536;

    /// <summary>
    /// Field key to message; empty when all is well. A region's form checks this first and then
    /// <see cref="IBackendFactory.Validate"/>.
    /// </summary>
    /// <param name="fields">The form.</param>
    /// <param name="values">Plain values and secrets together. Absent and empty are the same: the default.</param>
    public static IReadOnlyDictionary<string, string> Check(IReadOnlyList<OptionField> fields, IReadOnlyDictionary<string, string> values)
    {
        var problems = new Dictionary<string, string>();
        foreach (var field in fields)
            if (Problem(field, values.GetValueOrDefault(field.Key, "")) is { } problem)
                problems[field.Key] = problem;
        foreach (var key in values.Keys.Where(key => fields.All(f => f.Key != key)))
            problems[key] = "There is no such field.";
        return problems;
    }

    /// <summary>Whether values of this kind are encrypted at rest and never shown again.</summary>
    public static bool IsSecret(this OptionKind kind) => kind is OptionKind.Secret or OptionKind.SecretMultiline;

    private static string? Problem(OptionField field, string value)
    {
        if (value.Length == 0)
            return field.Required && field.Default is null ? "This must be filled in." : null;
        if (value.Length > MostCharacters)
            return "This is too long.";
        return field.Kind switch
        {
            OptionKind.Number => NumberProblem(field, value),
            OptionKind.Switch => value is "true" or "false" ? null : "This is either true or false.",
            OptionKind.Choice => field.Choices.Any(c => c.Value == value) ? null : "Choose one of the values offered.",
            OptionKind.Text or OptionKind.Secret => value.Any(char.IsControl) ? "This must be one line without control characters." : null,
            _ => null,
        };
    }

    private static string? NumberProblem(OptionField field, string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return "This must be a whole number.";
        if (number < field.Min)
            return string.Create(CultureInfo.InvariantCulture, $"This must be at least {field.Min}.");
        return number > field.Max ? string.Create(CultureInfo.InvariantCulture, $"This must be at most {field.Max}.") : null;
    }
}
