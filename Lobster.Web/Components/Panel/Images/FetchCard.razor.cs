using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Regions;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Panel.Images;

/// <summary>The form with which an image is fetched from the Internet; drawn only where a region fetches any.</summary>
public sealed partial class FetchCard : ComponentBase
{
    private Guid requestId = Guid.CreateVersion7();
    private long region;
    private string? source;
    private string? format;
    private string? name;
    private string? guessed;
    private Refusal? refusal;
    private bool busy;

    /// <summary>Who asks.</summary>
    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>Whose the image is to be.</summary>
    [Parameter, EditorRequired]
    public required AccountId Account { get; set; }

    /// <summary>The regions; at least one.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<FetchChoice> Choices { get; set; }

    /// <summary>Raised when a fetch was taken.</summary>
    [Parameter]
    public EventCallback Taken { get; set; }

    /// <summary>The use case.</summary>
    [Inject]
    public required ImageFetching Fetching { get; init; }

    /// <summary>How figures and refusals are written.</summary>
    [Inject]
    public required Formats F { get; init; }

    private FetchChoice Chosen => Choices.FirstOrDefault(c => c.RegionId.Value == region) ?? Choices[0];

    private string Cost => Chosen.PerGbHour > Money.Zero
        ? L["Storing it costs {0} a GB and hour.", F.UnitPrice(Chosen.PerGbHour)]
        : L["Storing it costs nothing."];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        region = Chosen.RegionId.Value;
        if (format is null || !Chosen.Formats.Contains(format)) format = Chosen.Formats[0];
    }

    // What the address says about the file; typed over when it is wrong.
    private void Guess()
    {
        if (!Uri.TryCreate(source?.Trim(), UriKind.Absolute, out var uri)) return;
        var file = Path.GetFileName(uri.LocalPath);
        var ending = Path.GetExtension(file).TrimStart('.').ToLower(CultureInfo.InvariantCulture);
        if (ending == "img") ending = "raw";
        if (Chosen.Formats.Contains(ending)) format = ending;
        // Another address brings another name, unless one was typed.
        if (string.IsNullOrWhiteSpace(name) || name == guessed) name = guessed = Path.GetFileNameWithoutExtension(file);
    }

    private async Task FetchAsync()
    {
        if (busy) return;
        busy = true;
        var form = new FetchForm(new RegionId(region), name?.Trim(), source, format);
        refusal = (await Fetching.FetchAsync(Actor, Account, form, requestId)).Refusal;
        busy = false;
        if (refusal is not null) return;
        (requestId, source, name) = (Guid.CreateVersion7(), null, null);
        await Taken.InvokeAsync();
    }

    private string? Error(string field) => refusal is Refusal.Invalid invalid && invalid.Field == field ? F.Words(invalid) : null;

    private string? Style(string field) => Error(field) is null ? null : "invalid";

    private string? Invalid(string field) => Error(field) is null ? null : "true";
}
