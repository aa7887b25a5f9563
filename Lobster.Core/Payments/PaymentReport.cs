namespace Lobster.Core.Payments;

/// <summary>
/// What a provider says of a payment, in whole (a look-up) or in part (a call). Facts only add up, so reports may come in any order and any number of times:
/// a part that is missing says nothing. Amounts are minor units (ISO 4217) of the currency beside them.
/// </summary>
public sealed record PaymentReport
{
    /// <summary>The provider's id of the payment (order, session, checkout, invoice); null when this report does not name it.</summary>
    public string? GatewayId { get; init; }

    /// <summary>The money that came in for good; null while none has.</summary>
    public ReportedMoney? Money { get; init; }

    /// <summary>That no money will come, or none would come in time; null while it may.</summary>
    public ReportedEnd? End { get; init; }

    /// <summary>What the provider took for it; null while unknown.</summary>
    public GatewayFee? Fee { get; init; }

    /// <summary>What went back, as far as this report tells.</summary>
    public IReadOnlyList<ReportedRefund> Refunds { get; init; } = [];

    /// <summary>What the customer's bank disputes, as far as this report tells.</summary>
    public IReadOnlyList<ReportedDispute> Disputes { get; init; } = [];

    /// <summary>Something about it does not fit (another receiver, marked as paid by hand): money in it is held for an admin. One sentence, or null.</summary>
    public string? Doubt { get; init; }

    /// <summary>How far it is, while it is pending ("Seen, waiting for confirmations."): one sentence that the customer may read, or null.</summary>
    public string? Progress { get; init; }
}
