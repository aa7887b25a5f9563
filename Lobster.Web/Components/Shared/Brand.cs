namespace Lobster.Web.Components.Shared;

/// <summary>What a provider calls its panel.</summary>
public sealed class Brand
{
    /// <summary>The name beside the mark.</summary>
    public string Name { get; set; } = "Lobster";

    /// <summary>The line at the foot of e-mails: who writes and from where.</summary>
    public string? Imprint { get; set; }
}
