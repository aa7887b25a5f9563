using System.Buffers.Text;
using System.Text;

namespace Lobster.Web.Components.Login;

/// <summary>Identity's tokens as they travel in links.</summary>
internal static class Codes
{
    /// <summary>For a link.</summary>
    public static string ForLink(string code) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(code));

    /// <summary>From a link; empty when it was mangled, which no token is.</summary>
    public static string FromLink(string? code)
    {
        if (code is null || !Base64Url.IsValid(code)) return "";
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(code));
    }
}
