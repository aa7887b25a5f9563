using Lobster.Core.Billing;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Configuration;

/// <summary>Holds the section <c>Lobster:Billing</c> to the rules of its options.</summary>
internal sealed class BillingSettings : IValidateOptions<BillingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BillingOptions options) =>
        options.Problems().ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
