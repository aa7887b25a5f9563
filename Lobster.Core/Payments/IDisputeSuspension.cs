using Lobster.Core.Accounts;
using Lobster.Core.Data;

namespace Lobster.Core.Payments;

/// <summary>Suspends accounts whose payments are disputed. Called within the transaction that notes the dispute, which has taken the account's row.</summary>
public interface IDisputeSuspension
{
    /// <summary>Stops the account's machines until the dispute is decided. One that is suspended by staff already stays as it is.</summary>
    Task SuspendAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Ends what <see cref="SuspendAsync"/> began, now that a dispute was won: once no payment of the account is disputed any more and none was charged back since it began.
    /// A suspension for another reason stays.
    /// </summary>
    Task LiftAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken);
}
