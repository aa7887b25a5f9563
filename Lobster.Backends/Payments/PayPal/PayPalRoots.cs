using System.Security.Cryptography.X509Certificates;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Authorities that are believed in the place of the system's, for tests. The panel registers none.</summary>
/// <param name="Certificates">Their certificates.</param>
internal sealed record PayPalRoots(X509Certificate2Collection Certificates);
