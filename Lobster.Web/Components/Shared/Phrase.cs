using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Lobster.Web.Components.Shared;

/// <summary>A sentence whose figures stand out, in whatever order its translation has them.</summary>
public sealed partial class Phrase : ComponentBase
{
    /// <summary>The sentence, translated, with {0}, {1} … where the figures go.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The figures.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<string> Figures { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var (number, part) in Place().Split(Text).Index())
        {
            // Split puts what was captured, the places, between the words.
            if (number % 2 == 0)
            {
                builder.AddContent(0, part);
                continue;
            }

            builder.OpenElement(1, "b");
            builder.AddAttribute(2, "class", "num");
            builder.AddContent(3, Figures[int.Parse(part, CultureInfo.InvariantCulture)]);
            builder.CloseElement();
        }
    }

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
