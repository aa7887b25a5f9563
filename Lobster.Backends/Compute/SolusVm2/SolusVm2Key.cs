namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>An SSH key of the master's as one create or reimage uses it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOurs">Whether it was imported for this alone, and goes afterwards.</param>
internal sealed record SolusVm2Key(long Id, bool IsOurs);
