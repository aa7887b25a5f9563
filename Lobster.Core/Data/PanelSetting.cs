namespace Lobster.Core.Data;

/// <summary>One fact about this installation that must never change by accident: currency, interval, installation id, clock anchor.</summary>
public sealed class PanelSetting
{
    /// <summary>Its name.</summary>
    public required string Key { get; set; }

    /// <summary>Its value as text.</summary>
    public required string Value { get; set; }
}
