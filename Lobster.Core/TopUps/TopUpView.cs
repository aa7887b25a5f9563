using Lobster.Core.Payments;

namespace Lobster.Core.TopUps;

/// <summary>Automatic top-up as the owner of an account and staff see it.</summary>
/// <param name="Ways">Who could keep a card now; empty where nobody can.</param>
/// <param name="Card">The saved card; null when there is none.</param>
/// <param name="Rule">The rule; null when none was ever set.</param>
/// <param name="Bar">What forbids to charge at present; null: nothing.</param>
/// <param name="Used">What was charged in this UTC month, tax included and what is under way too.</param>
/// <param name="Ceiling">The most in this month: the rule's or the panel's, whichever is less; zero without a rule.</param>
/// <param name="IsSaving">Whether a saving was begun within a day and its card is not known yet.</param>
/// <param name="Open">The automatic payment that is under way; null when none is.</param>
public sealed record TopUpView(
    IReadOnlyList<WayToPay> Ways, CardOnFile? Card, TopUp? Rule, TopUpBar? Bar, Money Used, Money Ceiling, bool IsSaving, PaymentId? Open)
{
    /// <summary>Whether it is on.</summary>
    public bool IsOn => Rule?.State == TopUpState.On;
}
