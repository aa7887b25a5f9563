namespace Lobster.Core.VirtualMachines;

/// <summary>Something that happened to a machine.</summary>
/// <param name="At">When (business clock).</param>
/// <param name="Type">The event's type, such as <c>vm.stop.requested</c>.</param>
/// <param name="Data">Its data, JSON.</param>
/// <param name="UserId">Who did it; null for the panel itself.</param>
/// <param name="UserName">Their name.</param>
/// <param name="Address">From where.</param>
public sealed record VmHappening(Instant At, string Type, string Data, long? UserId, string? UserName, string? Address);
