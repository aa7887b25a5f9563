using System.Globalization;
using System.Text.Json;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Events;
using Lobster.Core.Standing;

namespace Lobster.Tests.Histories;

/// <summary>
/// Follows one account's standing from outside: what was told of it, against the credit and the burn rate that the model says. Each step must have been
/// due, and after a pass none may be left that is.
/// </summary>
internal sealed class StandingWatch(StandingPolicy policy)
{
    private int notices;
    private Instant? first;
    private Instant? last;
    private Instant since;
    private Instant? due;
    private Instant? handed;
    private Money burnThen;

    public StandingState State { get; private set; } = StandingState.Good;

    public bool IsFree => State is StandingState.Good or StandingState.LowCredit;

    /// <summary>The mail server took what was written so far.</summary>
    public void HandOver(Instant now)
    {
        if (due is not null) handed ??= now;
    }

    /// <summary>Takes a step that was told, with what the model says of the moment.</summary>
    public void See(Event told, Money credit, Money burn)
    {
        var data = JsonDocument.Parse(told.Data).RootElement;
        Assert.Equal((credit.ToString(), burn.ToString()), (data.GetProperty("credit").GetString(), data.GetProperty("burn").GetString()));
        var wasDue = told.Type switch
        {
            "standing.low" => State == StandingState.Good && IsLow(credit, burn) && !IsNoticeDue(told.At),
            "standing.notice" when IsFree => IsLow(credit, burn) && IsNoticeDue(told.At) && !IsToBeSuspended(credit, burn, told.At),
            "standing.notice" => State == StandingState.Suspended && !IsPaid(credit, burn) && IsNoticeDue(told.At),
            "standing.good" => State == StandingState.LowCredit && !IsLow(credit, burn),
            "standing.suspended" => IsFree && IsToBeSuspended(credit, burn, told.At),
            "standing.restored" => State == StandingState.Suspended && IsPaid(credit, burn),
            "standing.terminated" => State == StandingState.Suspended && IsToBeTerminated(credit, told.At),
            "standing.reopened" => State == StandingState.Terminated && credit.IsPositive && credit >= burnThen,
            _ => false,
        };
        Assert.True(wasDue, $"{told.At}: {told.Type} of {State} with {credit} at {burn} an hour");
        Take(told, burn, IsLow(credit, burn), data.GetProperty("due").GetString());
        Assert.Equal(notices, data.GetProperty("notice").GetInt32());
    }

    /// <summary>After a pass nothing is left to do.</summary>
    public void Pass(Instant now, Money credit, Money burn)
    {
        var isLeft = State switch
        {
            StandingState.Good => IsLow(credit, burn),
            StandingState.LowCredit => !IsLow(credit, burn) || IsToBeSuspended(credit, burn, now) || (burn.IsPositive && IsNoticeDue(now)),
            StandingState.Suspended => IsPaid(credit, burn) || IsToBeTerminated(credit, now) || IsNoticeDue(now),
            _ => credit.IsPositive && credit >= burnThen,
        };
        Assert.False(isLeft, $"{now}: left {State} with {credit} at {burn} an hour, {notices} notices, last {last}, due {due}");
    }

    private void Take(Event told, Money burn, bool isLow, string? dueText)
    {
        if (told.Type is "standing.notice" or "standing.suspended") (notices, first, last) = (notices + 1, first ?? told.At, told.At);
        switch (told.Type)
        {
            case "standing.suspended":
                (State, since, burnThen, due, handed) = (StandingState.Suspended, told.At, burn, null, null);
                break;
            case "standing.terminated":
                (State, burnThen) = (StandingState.Terminated, burn > burnThen ? burn : burnThen);
                return;
            case "standing.good" or "standing.restored" or "standing.reopened":
                State = isLow ? StandingState.LowCredit : StandingState.Good;
                (notices, first, due, handed) = (isLow ? notices : 0, isLow ? first : null, null, null);
                if (isLow) last = told.At; // that letter stands for a notice
                return;
            default:
                if (IsFree) State = StandingState.LowCredit;
                break;
        }

        if (dueText is null || (due is { } known && known.ToString() == dueText)) return;
        (due, handed) = (Instant.From(DateTimeOffset.Parse(dueText, CultureInfo.InvariantCulture)), null);
        Assert.True(due >= told.At + policy.WarningTime, $"{told.At}: {due} is too soon");
    }

    private bool IsLow(Money credit, Money burn) => burn.IsPositive ? credit < burn * policy.NotifyHours : credit.IsNegative;

    private bool IsPaid(Money credit, Money burn) => !credit.IsNegative && credit >= burn * policy.RestoreHours;

    private bool IsNoticeDue(Instant now) => last is not { } at || now - at >= policy.NotifyEvery;

    private bool IsToBeSuspended(Money credit, Money burn, Instant now) =>
        burn.IsPositive && !credit.IsPositive && (notices >= policy.NoticesBeforeSuspension || (first is { } at && now - at >= policy.TimeBeforeSuspension));

    private bool IsToBeTerminated(Money credit, Instant now) =>
        ((burnThen.IsPositive && credit < -(burnThen * policy.DebtHours)) || now - since >= policy.SuspendedTime)
        && due <= now && handed <= due && (notices >= policy.NoticesBeforeTermination || notices >= (now - first!.Value).Ticks / policy.NotifyEvery.Ticks);
}
