using Lobster.Core.Compute;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.Payments;

/// <summary>The secrets of gateways.</summary>
public sealed class GatewaySecrets(IDataProtectionProvider protection) : StoredSecrets(protection, "Lobster.Payments.Gateways");
