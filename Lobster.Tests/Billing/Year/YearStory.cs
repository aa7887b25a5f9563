namespace Lobster.Tests.Billing.Year;

/// <summary>What one customer does in the year.</summary>
/// <param name="Name">The customer.</param>
/// <param name="Plot">What a reader should expect of the statement.</param>
/// <param name="Scenes">What happens when, in order; moments are "MM-dd HH:mm" of 2028, UTC.</param>
internal sealed record YearStory(string Name, string Plot, params (string At, Func<YearCustomer, Task> Act)[] Scenes);
