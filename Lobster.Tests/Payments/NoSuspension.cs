using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments;

/// <summary>For panels without machines: disputes stop nothing.</summary>
internal sealed class NoSuspension : IDisputeSuspension
{
    public Task SuspendAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The policy of these tests suspends nobody.");

    public Task LiftAsync(LobsterDbContext db, Payment payment, Actor actor, CancellationToken cancellationToken) => Task.CompletedTask;
}
