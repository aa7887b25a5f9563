namespace Lobster.Core.VirtualMachines;

/// <summary>One step of an operation as a page shows it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Detail">What it waits for or why it failed.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">When it began (system clock).</param>
/// <param name="FinishedAt">When it ended (system clock); null while it goes on.</param>
public sealed record OperationStepView(string Name, string? Detail, StepState State, Instant StartedAt, Instant? FinishedAt);
