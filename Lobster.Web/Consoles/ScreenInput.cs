namespace Lobster.Web.Consoles;

/// <summary>Tells what somebody did at a screen from what noVNC sends by itself.</summary>
internal static class ScreenInput
{
    private const byte UpdateRequest = 3;
    private const int UpdateRequestLength = 10;

    /// <summary>Whether there is more in it than requests for the next picture (RFC 6143, 7.5.3). What is cut elsewhere counts as somebody's.</summary>
    public static bool IsSomebody(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % UpdateRequestLength != 0) return true;
        for (var i = 0; i < bytes.Length; i += UpdateRequestLength)
            if (bytes[i] != UpdateRequest) return true;
        return false;
    }
}
