using Lobster.Core.Compute;
using Microsoft.AspNetCore.DataProtection;

namespace Lobster.Core.Regions;

/// <summary>The secrets of regions.</summary>
public sealed class RegionSecrets(IDataProtectionProvider protection) : StoredSecrets(protection, "Lobster.Regions.Secrets");
