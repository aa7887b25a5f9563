namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>What a region at another Lobster is set to; <see cref="LobsterPanelFields"/> tells what each is.</summary>
/// <param name="ApiId">The credential's id.</param>
/// <param name="Region">The other panel's name of the region.</param>
/// <param name="Currency">The currency of its prices; null: they are not told.</param>
internal sealed record LobsterPanelOptions(string ApiId, string Region, string? Currency)
{
    /// <summary>Reads checked options.</summary>
    public static LobsterPanelOptions Read(StoredOptions options) => new(options.Text("apiId"), options.Text("region"), options.TextOrNull("currency"));
}
