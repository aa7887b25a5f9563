using Lobster.Core.Data;
using Lobster.Core.Notifications;
using Lobster.Core.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Tells those who were told that their machines would cost more when that was called off. A letter an account, whatever happens in between.</summary>
internal sealed class CalledOffMoves(Transactions transactions, TimeProvider time, IPriceLetters letters)
{
    private const int LettersAtOnce = 200;

    // A panel that was away longer than this would tell old news.
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

    /// <summary>Writes the letters that are missing.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TellAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var since = pass.Now - Recent;
        var moves = await transactions.ReadAsync((db, token) => (
            from move in db.PriceMoves
            join target in db.PriceVersions on move.PriceVersionId equals target.Id
            join plan in db.Plans on target.PlanId equals plan.Id
            where move.CancelledAt > since
            orderby target.Id
            select new { move.At, target.Id, plan.Name }).ToListAsync(token), cancellationToken);
        var sent = 0;
        foreach (var move in moves)
        {
            int some;
            do
            {
                some = await transactions.RunAsync((db, token) => TellAsync(db, move.Id, move.Name, move.At, token), cancellationToken);
                sent += some;
                await pass.KeepAsync(cancellationToken);
            }
            while (some == LettersAtOnce);
        }

        return sent;
    }

    private async Task<int> TellAsync(LobsterDbContext db, PriceVersionId price, string plan, Instant at, CancellationToken cancellationToken)
    {
        var (prefix, off) = ($"price/{price}/", $"price-off/{price}/");
        var told = await (from mail in db.OutgoingMails
                          where mail.Key.StartsWith(prefix)
                          let account = mail.Key.Substring(prefix.Length)
                          where !db.OutgoingMails.Any(m => m.Key == off + account)
                          orderby mail.Id
                          select new { Account = account, mail.To }).Take(LettersAtOnce).ToListAsync(cancellationToken);
        foreach (var mail in told)
        {
            var name = await db.Users.Where(u => u.Email == mail.To).Select(u => u.UserName).FirstOrDefaultAsync(cancellationToken);
            db.Enqueue(Instant.From(time.GetUtcNow()), off + mail.Account, mail.To, await letters.CalledOffAsync(name ?? "", plan, at));
        }

        return told.Count;
    }
}
