using Microsoft.Extensions.Options;

namespace Lobster.Web.Observability;

/// <summary>The section <c>Lobster:Observability</c>.</summary>
internal sealed class ObservabilityOptions : IValidateOptions<ObservabilityOptions>
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Observability";

    /// <summary>What a scraper from elsewhere sends as <c>Authorization: Bearer …</c> to read <c>/metrics</c>; null: only this machine may.</summary>
    public string? MetricsToken { get; set; }

    /// <summary>After how many minutes without a committed run a sweep is late and the panel not ready.</summary>
    public int SweepLateMinutes { get; set; } = 10;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ObservabilityOptions options)
    {
        if (options.MetricsToken is { Length: < 16 }) return ValidateOptionsResult.Fail($"{Section}:MetricsToken is too short; it needs at least 16 characters.");
        return options.SweepLateMinutes is >= 1 and <= 1440
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Section}:SweepLateMinutes is {options.SweepLateMinutes}; it must be between 1 and 1440.");
    }
}
