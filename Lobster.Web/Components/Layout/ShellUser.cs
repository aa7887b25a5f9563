using System.Globalization;
using System.Security.Claims;

namespace Lobster.Web.Components.Layout;

/// <summary>Who is logged in, as the bar shows it.</summary>
/// <param name="Id">The user's id; 0 for nobody.</param>
/// <param name="Name">The name.</param>
/// <param name="IsStaff">Whether the admin pages are open to them.</param>
public sealed record ShellUser(long Id, string Name, bool IsStaff)
{
    /// <summary>Up to two letters for the avatar.</summary>
    public string Initials
    {
        get
        {
            var words = Name.Split([' ', '.', '-', '_', '@'], StringSplitOptions.RemoveEmptyEntries);
            var letters = words.Take(2).Select(w => StringInfo.GetNextTextElement(w));
            return string.Concat(letters).ToUpper(CultureInfo.CurrentCulture);
        }
    }

    /// <summary>Reads the claims of a login.</summary>
    public static ShellUser Of(ClaimsPrincipal user)
    {
        var id = long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        return new(id, user.Identity?.Name ?? "", StaffRoles.Any(user.IsInRole));
    }

    /// <summary>The roles that open the admin pages.</summary>
    public static readonly string[] StaffRoles = ["Support", "Finance", "Admin"];
}
