using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>What is wrong with a form, one sentence a field; the sentences are also keys of their translations.</summary>
/// <param name="ByField">Field name to sentence.</param>
public sealed record FormFaults(IReadOnlyDictionary<string, string> ByField)
{
    /// <summary>Nothing is wrong.</summary>
    public static FormFaults None { get; } = new(new Dictionary<string, string>());

    /// <summary>The name cannot be had; why is not said.</summary>
    public static FormFaults Taken { get; } = At("name", "Choose another name, this one cannot be used.");

    /// <summary>Whether something is wrong.</summary>
    public bool Any => ByField.Count > 0;

    /// <summary>The sentence of a field; null when it is fine.</summary>
    public string? this[string field] => ByField.GetValueOrDefault(field);

    /// <summary>One fault.</summary>
    public static FormFaults At(string field, string sentence) => new(new Dictionary<string, string> { [field] = sentence });

    /// <summary>Identity's errors, put beside the fields they are about.</summary>
    public static FormFaults Of(IdentityResult result)
    {
        var faults = new Dictionary<string, string>();
        foreach (var error in result.Errors)
        {
            var (field, sentence) = Place(error);
            faults.TryAdd(field, sentence);
        }
        return new(faults);
    }

    private static (string Field, string Sentence) Place(IdentityError error) => error.Code switch
    {
        "DuplicateUserName" => ("name", "Choose another name, this one cannot be used."),
        "InvalidUserName" => ("name", error.Description),
        "InvalidEmail" => ("email", "Enter an address such as name@example.com."),
        "DuplicateEmail" => ("email", "Use another address."),
        "PasswordTooShort" => ("password", "Use at least 10 characters."),
        "PasswordRequiresUniqueChars" => ("password", "Use more different characters."),
        "PasswordMismatch" => ("current", "This is not your password."),
        "InvalidToken" => ("code", "This link has been used or is too old. Ask for a new one."),
        _ => ("form", error.Description),
    };
}
