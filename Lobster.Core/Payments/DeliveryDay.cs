namespace Lobster.Core.Payments;

/// <summary>The calls of a gateway on one day.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Stored">Genuine ones.</param>
/// <param name="Rejected">Those that were turned away.</param>
public sealed record DeliveryDay(DateOnly Day, int Stored, int Rejected);
