using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Regions;

/// <summary>Asks a backend with the values of a form, saved or not, whether it would work.</summary>
public sealed class RegionTest(Transactions transactions, RegionBackends backends, RegionDrafts drafts, BusinessClock clock, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tests. Nothing is saved; a failure is told in words that hold no secret.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The region whose stored secrets fill what the form leaves out; null for a new one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<RegionTestResult>> RunAsync(Actor actor, RegionId? id, RegionForm form, CancellationToken cancellationToken = default)
    {
        var (refusal, stored) = await transactions.ReadAsync(async (db, token) => (
            await db.EnterStaffAsync(actor, token, UserRoles.Admin), await db.Regions.SingleOrDefaultAsync(r => r.Id == id, token)), cancellationToken);
        if (refusal is not null) return refusal;
        if (id is not null && stored is null) return new Refusal.NotFound();
        if (!backends.Factories.TryGetValue(form.BackendType, out var factory)) return new Refusal.Invalid("BackendType", "Choose one of the backends offered.");
        if (drafts.Problems(form, stored).FirstOrDefault() is { Key: { } key, Value: var problem })
            return new Refusal.Invalid(RegionAdmin.OptionPrefix + key, "{0}", problem);
        return await AskAsync(factory, drafts.Settings(form, stored), cancellationToken);
    }

    /// <summary>Checks all options of a form at once, without asking the provider.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The region whose stored secrets fill what the form leaves out; null for a new one.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<OptionProblems>> CheckAsync(Actor actor, RegionId? id, RegionForm form, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<OptionProblems>>(async (db, token) =>
            await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal ? refusal
                : new OptionProblems(drafts.Problems(form, await db.Regions.SingleOrDefaultAsync(r => r.Id == id, token))), cancellationToken);

    private async Task<Outcome<RegionTestResult>> AskAsync(IBackendFactory factory, BackendSettings settings, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var backend = factory.Create(settings);
            var check = await backend.CheckAsync(both.Token);
            var missing = Enum.GetValues<Capability>().Where(c => !backend.Has(c)).ToDictionary(c => c, c => backend.WhyNot(c)!.Without(settings.Secrets));
            return new RegionTestResult(
                check.Identity.Without(settings.Secrets), check.Latency, check.Limits, [.. check.Warnings.Select(w => w.Without(settings.Secrets))], missing, clock.Now);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Refusal.Conflict("It did not answer within {0} seconds.", (int)Patience.TotalSeconds);
        }
        catch (BackendException e)
        {
            return Failure(e, e.Message.Without(settings.Secrets));
        }
        catch (ArgumentException e)
        {
            return new Refusal.Conflict("These settings cannot be used: {0}", e.Message.Without(settings.Secrets));
        }
    }

    private static Refusal.Conflict Failure(BackendException e, string message) => e.Kind switch
    {
        BackendErrorKind.Unauthorized => new Refusal.Conflict("It refuses the credentials: {0}", message),
        BackendErrorKind.Unavailable => new Refusal.Conflict("It cannot be reached: {0}", message),
        BackendErrorKind.RateLimited => new Refusal.Conflict("It asks us to wait: {0}", message),
        _ => new Refusal.Conflict("It answered: {0}", message),
    };
}
