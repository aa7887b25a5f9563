namespace Lobster.Core.Consoles;

/// <summary>The consoles of a machine.</summary>
/// <param name="Name">The machine's name.</param>
/// <param name="Kinds">What can be opened now, the usual one first.</param>
/// <param name="WhyNot">Why nothing can; null when something can.</param>
/// <param name="IsOthers">Whether the asker is staff and the machine a customer's, who is shown that it was opened.</param>
public sealed record ConsoleChoices(string Name, IReadOnlyList<ConsoleKind> Kinds, Refusal? WhyNot, bool IsOthers);
