namespace Lobster.Tests.Harness;

/// <summary>The providers' and gateways' own descriptions, samples and vectors, which are not ours to keep here.</summary>
internal static class Contracts
{
    /// <summary>A file of a provider's folder below <c>LOBSTER_CONTRACTS</c>, by default <c>../shared/contracts</c>. Where there is none the test fails in CI and is left out, loudly, elsewhere.</summary>
    public static string At(string provider, params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("LOBSTER_CONTRACTS") is { Length: > 0 } given ? given : Repository.At("..", "shared", "contracts");
        var path = Path.GetFullPath(Path.Combine([root, provider, .. parts]));
        if (Path.Exists(path)) return path;
        var why = $"There is no {path}: set LOBSTER_CONTRACTS to the folder of the providers' contracts.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(why);
        Assert.Skip(why);
        return path;
    }
}
