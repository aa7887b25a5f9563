using System.Globalization;
using Lobster.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Lobster.Web.Components.Login;

/// <summary>A user name is 3 to 128 printable characters, without a blank at either end.</summary>
internal sealed class UserNameRule : IUserValidator<User>
{
    /// <summary>The least number of characters.</summary>
    public const int Least = 3;

    /// <summary>The greatest number of characters.</summary>
    public const int Most = 128;

    /// <summary>What is wrong with a name; null when nothing is. The sentence is also the key of its translation.</summary>
    public static string? Fault(string? name)
    {
        if (name is null || name.Length < Least || name.Length > Most) return "Use 3 to 128 characters.";
        if (char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1])) return "Leave out the blank at the start or end.";
        return name.EnumerateRunes().All(IsPrintable) ? null : "Use characters that can be printed.";
    }

    /// <inheritdoc/>
    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user) =>
        Task.FromResult(Fault(user.UserName) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = "InvalidUserName", Description = fault })
            : IdentityResult.Success);

    private static bool IsPrintable(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
