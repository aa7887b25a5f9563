namespace Lobster.Backends.Compute.LunaNode;

/// <summary>What a Luna Node region is set to; <see cref="LunaNodeFields"/> tells what each is.</summary>
/// <param name="ApiId">The credential's id, by which Luna Node knows us.</param>
/// <param name="Region">Luna Node's name of the region, such as <c>toronto</c>.</param>
internal sealed record LunaNodeOptions(string ApiId, string Region)
{
    /// <summary>Reads checked options.</summary>
    public static LunaNodeOptions Read(StoredOptions options) => new(options.Text("apiId"), options.Text("region").ToLowerInvariant());
}
