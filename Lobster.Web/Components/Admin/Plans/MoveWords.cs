using Lobster.Core;
using Lobster.Core.Plans;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Admin.Plans;

/// <summary>What a move of running machines would do, in words.</summary>
internal static class MoveWords
{
    /// <summary>The sentences, one idea each.</summary>
    public static IEnumerable<string> Say(IStringLocalizer words, Formats f, MoveEffect move)
    {
        if (move.Machines == 0)
        {
            yield return words["No running machine would pay another price. New ones pay this price."];
            yield break;
        }

        yield return words["{0} running machines of {1} accounts move at {2}; {3} of them pay more.", Formats.Count(move.Machines), Formats.Count(move.Accounts), f.DateUtc(move.At), Formats.Count(move.Rising)];
        yield return words["A month of them at full power: {0} now, {1} then ({2}).", f.Monthly(move.Before), f.Monthly(move.After), f.WithSign((move.After - move.Before) * Formats.HoursPerMonth)];
        if (move.WholesaleBefore != Money.Zero || move.WholesaleAfter != Money.Zero)
            yield return words["Your margin on them a month: {0} now, {1} then.", f.Monthly(move.Before - move.WholesaleBefore), f.Monthly(move.After - move.WholesaleAfter)];
        yield return move.RunningLow == 0
            ? words["No account's credit would become low by it (under {0} hours).", move.LowHours]
            : words["{0} accounts that have enough credit today would have low credit by it (under {1} hours).", Formats.Count(move.RunningLow), move.LowHours];
        if (move.Rising > 0 && move.At > f.Now) yield return words["Their owners are told by e-mail at once."];
    }
}
