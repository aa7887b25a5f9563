using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.Gce;

/// <summary>An operation of <see cref="GceFake"/>: what goes on until when, and what is so then.</summary>
internal sealed class GceFakeOperation(string name, string scope, string type, DateTimeOffset due, Action end)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    public DateTimeOffset Due { get; } = due;

    public bool IsOver { get; private set; }

    /// <summary>Why it fails; null: it does not.</summary>
    public (string Code, string Message)? Error { get; init; }

    public void End()
    {
        if (IsOver) return;
        IsOver = true;
        end();
    }

    public JsonObject Shown()
    {
        var shown = new JsonObject
        {
            ["kind"] = "compute#operation", ["id"] = "123", ["name"] = Name, ["operationType"] = Type, ["status"] = IsOver ? "DONE" : "RUNNING", ["progress"] = IsOver ? 100 : 0,
        };
        if (scope.StartsWith("zones/", StringComparison.Ordinal)) shown["zone"] = GceFake.Link(scope);
        if (scope.StartsWith("regions/", StringComparison.Ordinal)) shown["region"] = GceFake.Link(scope);
        if (IsOver && Error is var (code, message))
        {
            shown["error"] = new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }) };
            shown["httpErrorStatusCode"] = 400;
        }

        return shown;
    }
}
