namespace Lobster.Tests.Compute.LunaNode;

/// <summary>A plan, all text as the service has it.</summary>
internal sealed record LunaNodeFakePlan(string Id, string Cpus, string Ram, string Disk, string Price);
