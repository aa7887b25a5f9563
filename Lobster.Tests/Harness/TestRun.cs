namespace Lobster.Tests.Harness;

/// <summary>What kind of run this is, told by the environment that <c>./test</c> sets.</summary>
internal static class TestRun
{
    /// <summary><c>./test --quick</c>: SQLite only, no browser.</summary>
    public static bool Quick { get; } = Environment.GetEnvironmentVariable("LOBSTER_TESTS_QUICK") == "1";

    /// <summary>In CI nothing may be missing, so nothing is skipped.</summary>
    public static bool Ci { get; } = Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>How long anything may take before a test gives up on it; far above what is ever needed.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Ends a test that lacks a program: skipped on a developer's machine, failed in CI.</summary>
    public static Exception Missing(string sentence)
    {
        if (!Ci) Assert.Skip(sentence);
        return new InvalidOperationException(sentence);
    }
}
