using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Linode;

/// <summary>One thing that the fake does with a machine, which is also an event.</summary>
/// <param name="Id">Of the event, ascending.</param>
/// <param name="Action">The event's action.</param>
/// <param name="Word">The machine's status meanwhile; null: it does not tell.</param>
/// <param name="Begin">When it begins.</param>
/// <param name="End">When it is over.</param>
/// <param name="Done">What it leaves.</param>
internal sealed record LinodeJob(long Id, string Action, string? Word, DateTimeOffset Begin, DateTimeOffset End, Action Done)
{
    public bool IsApplied { get; set; }

    public bool Fails { get; init; }

    public JsonNode Event(DateTimeOffset now) => new JsonObject
    {
        ["id"] = Id, ["action"] = Action, ["status"] = now < Begin ? "scheduled" : now < End ? "started" : Fails ? "failed" : "finished",
        ["percent_complete"] = now < Begin ? 0 : now < End ? (int)(100 * (now - Begin).TotalSeconds / (End - Begin).TotalSeconds) : 100,
        ["created"] = LinodeMachine.Wire(Begin),
    };
}
