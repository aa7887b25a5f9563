namespace Lobster.Backends.Compute.CloudStack;

/// <summary>What a machine of a custom offering is given.</summary>
/// <param name="Cpus">Virtual processors.</param>
/// <param name="RamMb">RAM in MB.</param>
/// <param name="Mhz">Speed of a processor; null: the offering fixes it.</param>
internal sealed record CloudStackFigures(int Cpus, int RamMb, int? Mhz);
