using Lobster.Core.Ledger;

namespace Lobster.Core.Coupons;

/// <summary>
/// What is left of promotional grants, from the ledger alone: charges spend promotional credit first, that which ends earliest before the rest. Pure.
/// </summary>
public static class PromoWalk
{
    /// <summary>One change of credit that matters to it.</summary>
    /// <param name="Id">The entry.</param>
    /// <param name="Kind">Promo, PromoExpiry, Usage, Storage or Transfer.</param>
    /// <param name="Key">The entry's key; an expiry names its grant by it.</param>
    /// <param name="Amount">The change.</param>
    /// <param name="ExpiresAt">The end of a grant.</param>
    /// <param name="At">When it was posted, or last grew.</param>
    public sealed record Step(LedgerEntryId Id, EntryKind Kind, string Key, Money Amount, Instant? ExpiresAt, Instant At);

    /// <summary>Every grant, the oldest first, with what is left of it after all steps.</summary>
    /// <param name="steps">Steps of one account.</param>
    public static IReadOnlyList<PromoGrant> Run(IEnumerable<Step> steps)
    {
        var grants = new List<Purse>();
        foreach (var step in steps.OrderBy(s => s.At).ThenBy(s => s.Id.Value))
        {
            if (step.Kind == EntryKind.Promo) grants.Add(new Purse(step));
            else if (step.Kind == EntryKind.PromoExpiry) End(grants, step);
            else if (step.Amount.IsNegative) Spend(grants, -step.Amount);
        }

        return [.. grants.Select(g => new PromoGrant(g.Given.Id, g.Given.Amount, g.Given.ExpiresAt, g.IsEnded, g.IsEnded ? Money.Zero : g.Left))];
    }

    /// <summary>The key of the entry that books a grant's end.</summary>
    public static string EndKey(LedgerEntryId grant) => $"promo-end/{grant}";

    // A day's entry goes on growing after the end and then counts as later than it: what it had spent of the grant by then still is the grant's.
    private static void End(List<Purse> grants, Step step)
    {
        if (grants.Find(g => EndKey(g.Given.Id) == step.Key) is not { } grant) return;
        grant.IsEnded = true;
        grant.Left += step.Amount;
    }

    private static void Spend(List<Purse> grants, Money charge)
    {
        foreach (var grant in grants.Where(g => g.Left.IsPositive).OrderByDescending(g => g.IsEnded).ThenBy(g => g.Given.ExpiresAt ?? new Instant(long.MaxValue)).ThenBy(g => g.Given.Id.Value).ToList())
        {
            var part = charge < grant.Left ? charge : grant.Left;
            grant.Left -= part;
            charge -= part;
            if (!charge.IsPositive) return;
        }
    }

    private sealed class Purse(Step given)
    {
        public Step Given => given;

        public Money Left { get; set; } = given.Amount;

        public bool IsEnded { get; set; }
    }
}
