using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;
using ImageKind = Lobster.Core.Compute.ImageKind;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>
/// Creates a machine, and never two: that a request is about to be sent is written down first, and whoever finds it so later looks the
/// create token up before anything else.
/// </summary>
internal sealed class CreateHandler(
    Transactions transactions, VmCharging charging, GuestLogins logins, OperationOptions options, TimeProvider time) : IOperationHandler
{
    private const int MostSends = 3;

    public IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Create];

    public Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken) => (work.Progress.Phase, work.Vm!.Lifecycle) switch
    {
        (OperationPhase.Fresh, VmLifecycle.Deleting) or (OperationPhase.Waiting, VmLifecycle.Deleting) => Task.FromResult<StepResult>(new StepResult.Cancelled()),
        (OperationPhase.Fresh, _) => Task.FromResult<StepResult>(new StepResult.Next(
            work.Progress with { Phase = OperationPhase.Sending, Sent = work.Progress.Sent + 1, LookUps = 0 }, $"Asking {work.Region.Name}")),
        (OperationPhase.Sending, _) => work.IsResumed ? LookUpAsync(work, cancellationToken) : SendAsync(work, cancellationToken),
        (OperationPhase.Waiting, _) => WaitAsync(work, cancellationToken),
        _ => TidyUpAsync(work, cancellationToken),
    };

    public StepResult? OnFailure(OperationWork work, BackendException failure)
    {
        var words = RetryPolicy.Words(work, failure);
        return work.Progress.Phase switch
        {
            OperationPhase.Waiting => new StepResult.Next(
                work.Progress with { Phase = OperationPhase.TidyingUp, Failure = words }, "Removing what was made", (db, now, token) => GiveUpAsync(db, work, words, now, token)),
            OperationPhase.TidyingUp => new StepResult.Later(work.Progress, TimeSpan.FromMinutes(1), words) { IsFailure = true },
            _ => new StepResult.Failed(words, (db, now, token) => GiveUpAsync(db, work, words, now, token)),
        };
    }

    private async Task<StepResult> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var request = await RequestAsync(work, cancellationToken);
        var accepted = await work.Backend.CreateAsync(request, cancellationToken);
        return Accepted(work, accepted.VmId, accepted.Change);
    }

    private async Task<StepResult> LookUpAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (await work.Backend.FindByTokenAsync(work.Vm!.CreateToken, cancellationToken) is { } found)
            return Accepted(work, found.Id, found.Creation ?? new BackendChange.WatchVm(PowerState.Running));
        var waited = Enumerable.Range(0, work.Progress.LookUps).Sum(Pause);
        if (waited < options.LookUpSeconds)
            return new StepResult.Later(
                work.Progress with { LookUps = work.Progress.LookUps + 1 }, TimeSpan.FromSeconds(Pause(work.Progress.LookUps)), $"{work.Region.Name} did not answer; looking whether the machine exists");
        if (work.Vm.Lifecycle == VmLifecycle.Deleting) return new StepResult.Cancelled();
        return work.Progress.Sent < MostSends
            ? new StepResult.Next(work.Progress with { Sent = work.Progress.Sent + 1, LookUps = 0 }, $"Asking {work.Region.Name} again")
            : OnFailure(work, new BackendException(BackendErrorKind.Unavailable, "No answer."))!;
    }

    private static int Pause(int lookUp) => Math.Min(1 << Math.Min(lookUp, 5), 20);

    private StepResult Accepted(OperationWork work, string backendId, BackendChange change) =>
        StepResult.Taken(work.Progress, change, $"Starting in {work.Region.Name}", async (db, now, token) =>
        {
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
            vm.BackendId = backendId;
            logins.Keep(vm, change.Login);
            vm.Version++;
            if (vm.Lifecycle != VmLifecycle.Provisioning) return; // being deleted already: never billed, and the delete now knows what to delete
            var version = new PriceVersionId(work.Arguments<CreateArguments>().PriceVersionId);
            await charging.BeginAsync(db, vm, await db.PriceVersions.SingleAsync(p => p.Id == version, token), now, token);
        });

    private async Task<StepResult> WaitAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var (over, later) = await BackendWait.LookAsync(work, cancellationToken);
        if (over is null) return later!;
        var seen = await work.Backend.GetAsync(work.BackendVmId, cancellationToken)
            ?? throw new BackendException(BackendErrorKind.Rejected, $"{work.Region.Name} lost this machine while creating it.");
        return new StepResult.Finished(async (db, now, token) =>
        {
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
            logins.Keep(vm, over.Login);
            if (vm.Lifecycle == VmLifecycle.Provisioning) vm.Lifecycle = VmLifecycle.Active;
            vm.ReadyAt = now;
            vm.See(seen, Instant.From(time.GetUtcNow()));
            vm.Version++;
        });
    }

    private static async Task<StepResult> TidyUpAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var change = await work.Backend.DeleteAsync(work.BackendVmId, cancellationToken);
        if (change is not BackendChange.Done && await work.Backend.GetAsync(work.BackendVmId, cancellationToken) is not null)
            return new StepResult.Later(work.Progress, TimeSpan.FromSeconds(3));
        return new StepResult.Failed(work.Progress.Failure ?? "It could not be created.");
    }

    private static async Task GiveUpAsync(LobsterDbContext db, OperationWork work, string words, Instant now, CancellationToken cancellationToken)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, cancellationToken);
        if (vm.Lifecycle == VmLifecycle.Provisioning) vm.Lifecycle = VmLifecycle.Error;
        (vm.Error, vm.HourlyRate) = ($"{words} Nothing was charged.", Money.Zero);
        vm.Version++;
        await VmCharging.CancelAsync(db, vm.Id, now, cancellationToken);
    }

    private Task<CreateVm> RequestAsync(OperationWork work, CancellationToken cancellationToken) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var vm = work.Vm!;
            var plan = await db.Plans.SingleAsync(p => p.Id == vm.PlanId, token);
            var size = await db.PlanRegions.Where(p => p.PlanId == vm.PlanId && p.RegionId == vm.RegionId).Select(p => p.BackendSizeId).SingleOrDefaultAsync(token);
            var image = await db.Images.SingleAsync(i => i.Id == vm.ImageId, token);
            var keys = await (from link in db.VmSshKeys join key in db.SshKeys on link.SshKeyId equals key.Id where link.VmId == vm.Id select key.PublicKey).ToListAsync(token);
            return new CreateVm(vm.CreateToken, vm.Name, plan.Size(size), image.BackendId!)
            {
                ImageKind = image.Kind == Images.ImageKind.Iso ? ImageKind.Iso : ImageKind.Template, SshKeys = keys, UserData = vm.UserData,
            };
        }, cancellationToken);
}
