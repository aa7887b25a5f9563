using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Notifications;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.Plans;

/// <summary>
/// Tells owners before their machines cost more, or that they will not after all, and brings due moves into the timelines of machines that nobody charged or changed meanwhile. That
/// a move is late here is no matter: whoever charges a machine brings it first (<see cref="PriceMoves"/>).
/// </summary>
public sealed class PriceMoveSweep(
    Transactions transactions, SweepGate gate, TimeProvider time, IPriceLetters letters, BillingOptions options, ILogger<PriceMoveSweep> log) : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "prices";

    private const int LettersAtOnce = 200;

    string ISweep.Name => Name;

    /// <summary>One run.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.ChargeAsync(Name, PassAsync, cancellationToken);

    private async Task<SweepResult> PassAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var open = await transactions.ReadAsync((db, token) => (
            from move in db.PriceMoves
            join target in db.PriceVersions on move.PriceVersionId equals target.Id
            join plan in db.Plans on target.PlanId equals plan.Id
            where move.CancelledAt == null && move.DoneAt == null
            orderby move.At, target.Id
            select new OpenMove(move.At, target, plan.Name)).ToListAsync(token), cancellationToken);
        var result = SweepResult.Nothing;
        foreach (var move in open)
            result += move.At > pass.Now ? await TellAsync(move, pass, cancellationToken) : await CarryAsync(move, pass, cancellationToken);
        return result + new SweepResult(await new CalledOffMoves(transactions, time, letters).TellAsync(pass, cancellationToken), 0);
    }

    private async Task<SweepResult> TellAsync(OpenMove move, SweepPass pass, CancellationToken cancellationToken)
    {
        var prefix = $"price/{move.Target.Id}/";
        var rising = await transactions.ReadAsync(async (db, token) =>
        {
            var moving = await PriceMoves.Moving(db, move.Target, move.At).Where(m => m.SaleNanos < move.Target.Sale.Nanos).ToListAsync(token);
            if (moving.Count == 0) return [];
            var told = (await db.OutgoingMails.Where(m => m.Key.StartsWith(prefix)).Select(m => m.Key).ToListAsync(token)).ToHashSet();
            return moving.GroupBy(m => m.AccountId).Where(g => !told.Contains(prefix + g.Key)).ToDictionary(g => g.Key, g => g.OrderBy(m => m.VmId.Value).ToList());
        }, cancellationToken);
        var sent = 0;
        foreach (var chunk in rising.OrderBy(r => r.Key.Value).Chunk(LettersAtOnce))
        {
            sent += await transactions.RunAsync((db, token) => EnqueueAsync(db, move, prefix, chunk, token), cancellationToken);
            await pass.KeepAsync(cancellationToken);
        }

        if (sent > 0) await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        return new SweepResult(sent, 0);
    }

    private async Task<int> EnqueueAsync(
        LobsterDbContext db, OpenMove move, string prefix, IReadOnlyList<KeyValuePair<AccountId, List<MovingVm>>> rising, CancellationToken cancellationToken)
    {
        // It may have been called off since it was read.
        if (!await db.PriceMoves.AnyAsync(m => m.PriceVersionId == move.Target.Id && m.CancelledAt == null, cancellationToken)) return 0;
        var accounts = rising.Select(r => r.Key).ToList();
        var owners = (await (from member in db.Memberships
                             join user in db.Users on member.UserId equals user.Id
                             where accounts.Contains(member.AccountId) && member.Role == MembershipRole.Owner && user.Email != null
                             select new { member.AccountId, user.Email, user.UserName }).ToListAsync(cancellationToken)).ToLookup(o => o.AccountId);
        var sent = 0;
        foreach (var (account, machines) in rising)
        {
            if (owners[account].FirstOrDefault() is not { } owner) continue;
            var before = machines.Aggregate(Money.Zero, (sum, m) => sum + m.Sale);
            var rise = new PriceRise(owner.UserName ?? "", move.Plan, move.At, machines.ConvertAll(m => m.Name), before, move.Target.Sale * machines.Count);
            db.Enqueue(Instant.From(time.GetUtcNow()), prefix + account, owner.Email!, await letters.RisesAsync(rise));
            sent++;
        }

        return sent;
    }

    private async Task<SweepResult> CarryAsync(OpenMove move, SweepPass pass, CancellationToken cancellationToken)
    {
        var accounts = await transactions.ReadAsync((db, token) => PriceMoves.Moving(db, move.Target, move.At)
            .GroupBy(m => m.AccountId).Select(g => new { Account = g.Key, Machines = g.Count() }).OrderBy(g => g.Account).ToListAsync(token), cancellationToken);
        await pass.BeginAsync(pass.Now - move.At, cancellationToken);
        var result = await new AccountBatches(transactions, pass, "Its machines could not be moved to another price", log).RunAsync(
            accounts.Select(a => (a.Account, a.Machines)), options.BatchSize, async (db, batch, token) =>
            {
                await db.TakeAccountsAsync(batch, token);
                return await db.CarryAsync(batch, pass.Now, withDone: false, token);
            }, cancellationToken);
        if (result.Failed == 0) await transactions.RunAsync((db, token) => EndAsync(db, move, pass.Now, token), cancellationToken);
        return result;
    }

    // Only once no machine is left: one may have come back between the look and now.
    private static async Task EndAsync(LobsterDbContext db, OpenMove move, Instant now, CancellationToken cancellationToken)
    {
        if (await PriceMoves.Moving(db, move.Target, move.At).AnyAsync(cancellationToken)) return;
        var ended = await db.PriceMoves.Where(m => m.PriceVersionId == move.Target.Id && m.DoneAt == null && m.CancelledAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.DoneAt, now), cancellationToken);
        if (ended == 1)
            db.Record(now, Actor.System, "price.moved", SubjectKind.Plan, move.Target.PlanId!.Value.Value, null, new { price = move.Target.Id.Value, at = move.At.ToString() });
    }

    private sealed record OpenMove(Instant At, PriceVersion Target, string Plan);
}
