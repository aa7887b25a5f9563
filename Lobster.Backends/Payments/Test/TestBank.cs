using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Lobster.Backends.Payments.Test;

/// <summary>What the test gateway remembers of its payments, so that they can be looked up. In memory: a restart forgets what no callback told. Safe from many threads.</summary>
public sealed class TestBank
{
    private readonly ConcurrentDictionary<string, ImmutableList<TestEvent>> events = new();

    /// <summary>Remembers an event; the same id again is the same event.</summary>
    public void Note(TestEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        events.AddOrUpdate(e.Reference, [e], (_, known) => known.Any(k => k.Id == e.Id) ? known : known.Add(e));
    }

    /// <summary>What happened to a payment, in order; empty when nothing did.</summary>
    public IReadOnlyList<TestEvent> Of(string reference) => events.GetValueOrDefault(reference) ?? [];
}
