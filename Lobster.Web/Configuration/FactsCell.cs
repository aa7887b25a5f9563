using Lobster.Core.Data;

namespace Lobster.Web.Configuration;

/// <summary>Carries the facts of this installation from the prepared database to whoever asks for <see cref="PanelFacts"/>.</summary>
internal sealed class FactsCell
{
    private PanelFacts? facts;

    /// <summary>The facts; only after the start has read them.</summary>
    public PanelFacts Facts
    {
        get => facts ?? throw new InvalidOperationException("The database is prepared before anything that needs the panel's facts is made.");
        set => facts = value;
    }
}
