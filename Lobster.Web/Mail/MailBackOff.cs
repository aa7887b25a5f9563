namespace Lobster.Web.Mail;

/// <summary>How long a mail waits after a failed try: a minute, then twice as long each time, at most six hours.</summary>
internal static class MailBackOff
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The wait after so many failures (1 or more).</summary>
    public static TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var wait = TimeSpan.FromMinutes(1L << Math.Min(failures - 1, 10));
        return wait < Longest ? wait : Longest;
    }
}
