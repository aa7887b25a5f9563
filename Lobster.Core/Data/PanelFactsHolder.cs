namespace Lobster.Core.Data;

/// <summary>Carries the panel's facts from the start-up, where they are read, to whoever needs them later.</summary>
public sealed class PanelFactsHolder
{
    private PanelFacts? value;

    /// <summary>The facts.</summary>
    /// <exception cref="InvalidOperationException">Asked for before the start-up has read them.</exception>
    public PanelFacts Value => value ?? throw new InvalidOperationException("The panel's facts are read at start, before anything else runs.");

    /// <summary>Sets them, once.</summary>
    public void Set(PanelFacts facts) => value = facts;
}
