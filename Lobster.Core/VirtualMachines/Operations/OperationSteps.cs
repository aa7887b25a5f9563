namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Keeps an operation's visible steps in order: those done, the one going on, the one that failed.</summary>
internal static class OperationSteps
{
    /// <summary>Ends the step before and begins this one; the same name again goes on.</summary>
    public static void Begin(this List<OperationStep> steps, string name, Instant at)
    {
        var last = steps.Last();
        if (last?.State == StepState.Now && last.Name == name) return;
        Finish(last, StepState.Done, at);
        steps.Add(new OperationStep { Ordinal = (last?.Ordinal ?? -1) + 1, Name = Cut(name, 200), State = StepState.Now, StartedAt = at });
    }

    /// <summary>Begins a step or, without a name, goes on with the current one, and sets its second line.</summary>
    public static void Continue(this List<OperationStep> steps, string? name, string? detail, Instant at)
    {
        if (name is not null) steps.Begin(name, at);
        if (steps.Last() is { } last) last.Detail = detail is null ? null : Cut(detail, 500);
    }

    /// <summary>Ends the current step, well or with an error.</summary>
    public static void End(this List<OperationStep> steps, string? error, Instant at)
    {
        var last = steps.Last();
        Finish(last, error is null ? StepState.Done : StepState.Failed, at);
        if (last is not null && error is not null) last.Detail = Cut(error, 500);
    }

    private static OperationStep? Last(this List<OperationStep> steps) => steps.MaxBy(s => s.Ordinal);

    private static void Finish(OperationStep? step, StepState state, Instant at)
    {
        if (step is null or { FinishedAt: not null }) return;
        (step.State, step.FinishedAt) = (state, at);
        if (state == StepState.Done) step.Detail = null;
    }

    private static string Cut(string text, int length) => text.Length > length ? text[..length] : text;
}
