namespace Lobster.Backends.Payments.Test;

/// <summary>The section <c>Lobster:Payments:Test</c>.</summary>
public sealed class TestGatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Payments:Test";

    /// <summary>Whether the gateway is there. Null: in Development only. True outside Development stops the program.</summary>
    public bool? Enabled { get; set; }

    /// <summary>What its calls are signed with, at least 16 characters; empty: a new one for each start of the program.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    /// <param name="isDevelopment">Whether the program runs in Development.</param>
    public IEnumerable<string> Problems(bool isDevelopment)
    {
        if (Enabled == true && !isDevelopment) yield return $"{Section}:Enabled is true, but the test gateway gives credit away and exists in Development only.";
        if (Secret.Length is > 0 and < 16) yield return $"{Section}:Secret is too short; it needs at least 16 characters.";
    }
}
