using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>A job of the fake.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Command">What was asked.</param>
/// <param name="Machine">The machine it works on; null: none.</param>
/// <param name="Due">When it is over.</param>
/// <param name="Finish">Does it, and gives the result.</param>
internal sealed record CloudStackFakeJob(string Id, string Command, CloudStackFakeMachine? Machine, DateTimeOffset Due, Func<JsonObject> Finish)
{
    /// <summary>What it is to fail with; null: it does not.</summary>
    public (int Code, string Text)? Failure { get; init; }

    /// <summary>The record of it, once it is over.</summary>
    public JsonObject? Result { get; private set; }

    /// <summary>Whether it went well.</summary>
    public bool IsGood { get; private set; }

    public void Settle()
    {
        try
        {
            if (Failure is { } told) throw new CloudStackFakeRefusal(told.Code, told.Text);
            (Result, IsGood) = (Finish(), true);
        }
        catch (CloudStackFakeRefusal refusal)
        {
            Result = new JsonObject { ["errorcode"] = refusal.Code, ["errortext"] = refusal.Message };
        }
    }
}
