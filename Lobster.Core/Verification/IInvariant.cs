using Lobster.Core.Data;

namespace Lobster.Core.Verification;

/// <summary>One thing that must always hold, derived anew from the tables.</summary>
internal interface IInvariant
{
    /// <summary>Names every violation.</summary>
    IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, CancellationToken cancellationToken);
}
