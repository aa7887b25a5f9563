namespace Lobster.Core.Payments;

/// <summary>A page of payments for staff.</summary>
/// <param name="Rows">The payments, newest first.</param>
/// <param name="Total">How many fit the filter.</param>
/// <param name="InReview">How many wait in review, whatever the filter.</param>
/// <param name="Credited">What those that fit the filter gave as credit, in units: more than one account can hold.</param>
public sealed record PaymentList(IReadOnlyList<PaymentRow> Rows, int Total, int InReview, decimal Credited);
