using Lobster.Core;

namespace Lobster.Web.Components.Shared;

public sealed partial class Formats
{
    /// <summary>A refusal in words, its amounts written as money.</summary>
    public string Words(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return words[refusal.Text, [.. refusal.Arguments.Select(a => a is Money amount ? Credit(amount) : a)]];
    }
}
