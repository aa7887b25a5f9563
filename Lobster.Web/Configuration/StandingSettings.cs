using Lobster.Core.Standing;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Configuration;

/// <summary>Holds the section <c>Lobster:Standing</c> to the rules of its options.</summary>
internal sealed class StandingSettings : IValidateOptions<StandingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StandingOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
