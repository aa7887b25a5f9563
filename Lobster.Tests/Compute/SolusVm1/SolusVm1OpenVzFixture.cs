namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>An empty SolusVM 1 of containers, and an old one: it answers XML.</summary>
public sealed class SolusVm1OpenVzFixture() : SolusVm1Fixture("openvz", isOld: true);
