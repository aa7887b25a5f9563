using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.Test;

/// <summary>What the test gateway posts: one event about one payment.</summary>
/// <param name="Id">The event's id, the same in each delivery of it.</param>
/// <param name="Type">
/// "payment.paid", "payment.declined", "payment.expired", "payment.cancelled", "refund.pending", "refund.completed", "refund.failed", "dispute.opened", "dispute.won",
/// "dispute.lost" or "card.saved".
/// </param>
/// <param name="Reference">The panel's reference; of a saved card, the id of its saving.</param>
/// <param name="Charge">The id of the movement of money, of the refund or of the dispute; of a saved card's decline, the reason. Null for other events without an amount.</param>
/// <param name="Amount">How much, in minor units; null for events without an amount.</param>
/// <param name="Currency">ISO 4217 code; only when paid.</param>
/// <param name="Fee">The gateway's fee, in minor units; only when paid.</param>
/// <param name="Request">The panel's id of a refund that it asked for; null for others.</param>
public sealed record TestEvent(
    [property: JsonRequired] string Id,
    [property: JsonRequired] string Type,
    [property: JsonRequired] string Reference,
    string? Charge = null,
    long? Amount = null,
    string? Currency = null,
    long? Fee = null,
    Guid? Request = null)
{
    /// <summary>The type of the event that tells of a saved card.</summary>
    public const string CardSaved = "card.saved";
}
