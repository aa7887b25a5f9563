using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Consoles;
using Lobster.Core.Coupons;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Oversight;
using Lobster.Core.Payments;
using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.SshKeys;
using Lobster.Core.Standing;
using Lobster.Core.Sweeps;
using Lobster.Core.Tax;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core;

/// <summary>Registers Lobster's use cases, on top of a database, data protection, <see cref="BusinessClock"/>, <see cref="Data.PanelFacts"/> and the options.</summary>
public static class CoreModule
{
    /// <summary>Adds every use case; all are singletons without state of their own.</summary>
    public static IServiceCollection AddLobsterCore(this IServiceCollection services) => services
        .AddSingleton<Registration>()
        .AddSingleton(SweepLease.Default).AddSingleton<Heartbeat>().AddSingleton<SweepGate>().AddSingleton<ChargeSweep>().AddSingleton<ChargeQueries>().AddSingleton<PaymentQueries>().AddSingleton<Verifier>().AddSingleton<VerifyHistory>().AddSingleton<VerifySweep>()
        .AddSingleton<StatusSweep>().AddSingleton<ImageSync>().AddSingleton<ImageActions>().AddSingleton<ImageFetching>().AddSingleton<KeyRing>().AddSingleton<VmCreation>().AddSingleton<VmRequests>().AddSingleton<VmActions>().AddSingleton<VmCustomActions>().AddSingleton<VmDeletion>().AddSingleton<VmDeletionCancel>()
        .AddSingleton<AccountQueries>().AddSingleton<CreditQueries>().AddSingleton<OperationQueries>()
        .AddSingleton<VmListQueries>().AddSingleton<VmQueries>().AddSingleton<VmChoiceQueries>().AddSingleton<VmCharges>().AddSingleton<VmActivity>()
        .AddSingleton<VmLogins>().AddSingleton<VmAddresses>().AddSingleton<VmEndings>().AddSingleton<SweepQueries>()
        .AddSingleton<RegionDrafts>().AddSingleton<RegionAdmin>().AddSingleton<RegionTest>().AddSingleton<RegionQueries>()
        .AddSingleton<PlanAdmin>().AddSingleton<PriceAdmin>().AddSingleton<PriceMoveSweep>().AddSingleton<PlanQueries>().AddSingleton<PlanImport>()
        .AddSingleton<ImageAdmin>().AddSingleton<PublicImageQueries>()
        .AddSingleton<ChargeCorrections>()
        .AddReconciliation()
        .AddSingleton<StorageCharging>().AddSingleton<StorageSweep>().AddSingleton<ImageSizes>().AddSingleton<StorageQueries>()
        .AddSingleton<TransferMeter>().AddSingleton<FinalReading>().AddSingleton<TransferSweep>().AddSingleton<TransferBilling>().AddSingleton<TransferQueries>()
        .AddOversight()
        .AddCoupons()
        .AddConsoles()
        .AddTax()
        .AddStanding()
        .AddOperations();
}
