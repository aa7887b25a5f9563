namespace Lobster.Core.Regions;

/// <summary>A region in the admin's list.</summary>
/// <param name="Id">The region.</param>
/// <param name="Name">What customers see.</param>
/// <param name="Location">The second line.</param>
/// <param name="BackendType">Its backend's type.</param>
/// <param name="BackendName">What people call that backend.</param>
/// <param name="IsEnabled">Whether it takes new machines.</param>
/// <param name="Machines">Machines that are not deleted.</param>
/// <param name="HourlyRate">What they cost their owners together.</param>
/// <param name="Health">How its backend answers.</param>
public sealed record RegionRow(
    RegionId Id, string Name, string Location, string BackendType, string BackendName, bool IsEnabled, int Machines, Money HourlyRate, RegionHealthView Health);
