using System.Net.Http.Headers;
using System.Text;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Forms of AWS's query protocol: all of a request is <c>Action=…&amp;…</c> in its body. Pure.</summary>
internal static class Ec2Form
{
    private const string Action = "Action=";

    /// <summary>A form sorted by names, encoded as RFC 3986 has it.</summary>
    public static string Write(params IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>A form as a body.</summary>
    public static ByteArrayContent Content(string form) => new(Encoding.UTF8.GetBytes(form))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded", "utf-8") },
    };

    /// <summary>Whether a form only asks. AWS's actions begin with their verb.</summary>
    public static bool IsQuestion(string form) => ActionOf(form) is { } action && (action.StartsWith("Describe", StringComparison.Ordinal) || action.StartsWith("Get", StringComparison.Ordinal));

    private static string? ActionOf(string form) => form.Split('&').FirstOrDefault(p => p.StartsWith(Action, StringComparison.Ordinal))?[Action.Length..];
}
