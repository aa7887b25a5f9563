namespace Lobster.Core.Data;

/// <summary>What was decided at this installation's first start and never changes after it.</summary>
/// <param name="InstallationId">Marks every machine that this installation creates.</param>
/// <param name="Currency">ISO 4217 code of the one currency.</param>
/// <param name="IntervalMinutes">The charged interval.</param>
public sealed record PanelFacts(Guid InstallationId, string Currency, int IntervalMinutes)
{
    /// <summary>The charged interval as a span.</summary>
    public TimeSpan Interval => TimeSpan.FromMinutes(IntervalMinutes);
}
