using Lobster.Core.Accounts;
using Lobster.Core.Images;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Oversight;

/// <summary>Something that failed and has not mended itself.</summary>
/// <param name="Since">Since when.</param>
public abstract record Alarm(Instant? Since)
{
    /// <summary>A sweep that does not charge, since the clock jumped.</summary>
    /// <param name="Sweep">Its name.</param>
    /// <param name="Reason">What the clock did.</param>
    public sealed record SweepHeld(string Sweep, string Reason) : Alarm((Instant?)null);

    /// <summary>The last look at the books found something that must not be.</summary>
    /// <param name="Id">The look.</param>
    /// <param name="Violations">How many things.</param>
    /// <param name="FoundAt">When (system clock).</param>
    public sealed record BooksBroken(VerifyRunId Id, int Violations, Instant FoundAt) : Alarm(FoundAt);

    /// <summary>A region that does not answer.</summary>
    /// <param name="Id">The region.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Machines">Of how many machines the state is not known.</param>
    /// <param name="FailingSince">Since when (system clock).</param>
    public sealed record RegionSilent(RegionId Id, string Name, int Machines, Instant FailingSince) : Alarm(FailingSince);

    /// <summary>Machines on which a backend and the panel disagree.</summary>
    /// <param name="Kind">In what way.</param>
    /// <param name="Count">How many.</param>
    /// <param name="AtStake">The money at stake, in currency units.</param>
    /// <param name="Oldest">Since when the oldest is known.</param>
    public sealed record FindingsOpen(FindingKind Kind, int Count, decimal AtStake, Instant? Oldest) : Alarm(Oldest);

    /// <summary>An account that is not charged.</summary>
    /// <param name="Id">The account.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ParkedAt">Since when.</param>
    public sealed record AccountParked(AccountId Id, string Name, string Reason, Instant ParkedAt) : Alarm(ParkedAt);

    /// <summary>A machine whose deletion its backend has not confirmed.</summary>
    /// <param name="Id">The machine.</param>
    /// <param name="AccountId">Whose it is.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Region">Where it is.</param>
    /// <param name="Tries">How many tries failed.</param>
    /// <param name="NextAt">When it is tried again (system clock); null when nobody tries.</param>
    /// <param name="RequestedAt">When the deletion was accepted.</param>
    public sealed record DeletionOpen(VmId Id, AccountId AccountId, string Name, string Region, int Tries, Instant? NextAt, Instant? RequestedAt) : Alarm(RequestedAt);

    /// <summary>An operation that failed, with no later one that made it good.</summary>
    /// <param name="Id">The operation.</param>
    /// <param name="Kind">What it was to do.</param>
    /// <param name="AccountId">Whose; null for the panel's own images.</param>
    /// <param name="VmId">To which machine.</param>
    /// <param name="ImageId">To which image.</param>
    /// <param name="Subject">The name of that.</param>
    /// <param name="Error">Why it failed.</param>
    /// <param name="FinishedAt">When.</param>
    public sealed record OperationFailed(
        OperationId Id, OperationKind Kind, AccountId? AccountId, VmId? VmId, ImageId? ImageId, string Subject, string Error, Instant? FinishedAt) : Alarm(FinishedAt);

    /// <summary>Money that arrived and does not fit.</summary>
    /// <param name="Id">The payment.</param>
    /// <param name="AccountId">Whose.</param>
    /// <param name="Account">How they are called.</param>
    /// <param name="Gateway">By which way it came.</param>
    /// <param name="Amount">The credit it was to bring.</param>
    /// <param name="Note">What does not fit.</param>
    /// <param name="CreatedAt">When it began.</param>
    public sealed record PaymentInReview(PaymentId Id, AccountId AccountId, string Account, string Gateway, Money Amount, string? Note, Instant CreatedAt) : Alarm(CreatedAt);

    /// <summary>Genuine calls of a payment provider that could not be applied: money may have arrived without a record.</summary>
    /// <param name="Gateway">Whose.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Note">What is wrong with the latest.</param>
    /// <param name="ReceivedAt">When the latest came (system clock).</param>
    public sealed record DeliveriesFailed(string Gateway, int Count, string? Note, Instant ReceivedAt) : Alarm(ReceivedAt);

    /// <summary>A letter that will not be sent.</summary>
    /// <param name="Id">The letter.</param>
    /// <param name="To">To whom.</param>
    /// <param name="Subject">About what.</param>
    /// <param name="Error">What the mail server said.</param>
    /// <param name="GivenUpAt">When it was given up.</param>
    public sealed record MailGivenUp(MailId Id, string To, string Subject, string? Error, Instant? GivenUpAt) : Alarm(GivenUpAt);
}
