using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>What the test gateway remembers of its payments and saved cards, so that they can be looked up. In memory: a restart forgets what no callback told. Safe from many threads.</summary>
public sealed class TestBank
{
    private readonly ConcurrentDictionary<string, ImmutableList<TestEvent>> events = new();
    private readonly ConcurrentDictionary<string, string> customers = new();
    private readonly ConcurrentDictionary<string, SavedCard> cards = new();
    private readonly ConcurrentDictionary<string, bool> forgotten = new();

    /// <summary>Remembers an event; the same id again is the same event.</summary>
    public void Note(TestEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        events.AddOrUpdate(e.Reference, [e], (_, known) => known.Any(k => k.Id == e.Id) ? known : known.Add(e));
    }

    /// <summary>What happened to a payment, in order; empty when nothing did.</summary>
    public IReadOnlyList<TestEvent> Of(string reference) => events.GetValueOrDefault(reference) ?? [];

    /// <summary>A customer begins to save a card.</summary>
    public void Begin(string setupId, string customerId) => customers[setupId] = customerId;

    /// <summary>The customer has entered a card on the gateway's page; the first one stays.</summary>
    /// <param name="setupId">The saving.</param>
    /// <param name="mind">What the card's bank says to charges.</param>
    public SavedCard Save(string setupId, TestCard mind) => cards.GetOrAdd(setupId, id => TestCards.Make(id, customers.GetValueOrDefault(id) ?? "cus_unknown", mind));

    /// <summary>The card of a saving; null while there is none.</summary>
    public SavedCard? CardOf(string setupId) => cards.GetValueOrDefault(setupId);

    /// <summary>Forgets a card; it cannot be charged any more.</summary>
    public void Forget(SavedCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        forgotten[card.MethodId] = true;
    }

    /// <summary>Whether a card was forgotten.</summary>
    public bool HasForgotten(SavedCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return forgotten.ContainsKey(card.MethodId);
    }
}
