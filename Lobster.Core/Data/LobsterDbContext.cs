using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Billing;
using Lobster.Core.Consoles;
using Lobster.Core.Coupons;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Core.Plans;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.SshKeys;
using Lobster.Core.Sweeps;
using Lobster.Core.Tax;
using Lobster.Core.TopUps;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Lobster.Core.Data;

/// <summary>All that Lobster remembers. One class derives from it for each database; everything else is the same on both.</summary>
public abstract class LobsterDbContext(DbContextOptions options)
    : IdentityDbContext<User, IdentityRole<long>, long>(options), IDataProtectionKeyContext
{
    /// <summary>What pays.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Who belongs to which account.</summary>
    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Every change of credit.</summary>
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();

    /// <summary>Sizes that are sold.</summary>
    public DbSet<Plan> Plans => Set<Plan>();

    /// <summary>Which plan is sold where.</summary>
    public DbSet<PlanRegion> PlanRegions => Set<PlanRegion>();

    /// <summary>Prices over time.</summary>
    public DbSet<PriceVersion> PriceVersions => Set<PriceVersion>();

    /// <summary>When running machines take a price version.</summary>
    public DbSet<PriceMove> PriceMoves => Set<PriceMove>();

    /// <summary>Where machines run.</summary>
    public DbSet<Region> Regions => Set<Region>();

    /// <summary>What machines boot.</summary>
    public DbSet<Image> Images => Set<Image>();

    /// <summary>Public keys.</summary>
    public DbSet<SshKey> SshKeys => Set<SshKey>();

    /// <summary>Machines, deleted ones too.</summary>
    public DbSet<VirtualMachine> VirtualMachines => Set<VirtualMachine>();

    /// <summary>Which keys a machine was created with.</summary>
    public DbSet<VmSshKey> VmSshKeys => Set<VmSshKey>();

    /// <summary>Requests to change machines and images.</summary>
    public DbSet<Operation> Operations => Set<Operation>();

    /// <summary>Their visible steps.</summary>
    public DbSet<OperationStep> OperationSteps => Set<OperationStep>();

    /// <summary>How far each machine is charged.</summary>
    public DbSet<VmBilling> VmBillings => Set<VmBilling>();

    /// <summary>What each machine cost from when on.</summary>
    public DbSet<RateChange> RateChanges => Set<RateChange>();

    /// <summary>The evidence of usage.</summary>
    public DbSet<ChargeLine> ChargeLines => Set<ChargeLine>();

    /// <summary>The evidence of image storage.</summary>
    public DbSet<StorageLine> StorageLines => Set<StorageLine>();

    /// <summary>Transfer by account, region and month.</summary>
    public DbSet<TransferPool> TransferPools => Set<TransferPool>();

    /// <summary>Latest reading of each transfer counter.</summary>
    public DbSet<TransferReading> TransferReadings => Set<TransferReading>();

    /// <summary>Transfer by machine and day.</summary>
    public DbSet<TransferDay> TransferDays => Set<TransferDay>();

    /// <summary>The evidence of billed transfer.</summary>
    public DbSet<TransferLine> TransferLines => Set<TransferLine>();

    /// <summary>Runs of the sweeps.</summary>
    public DbSet<SweepRun> SweepRuns => Set<SweepRun>();

    /// <summary>Lease and heartbeat of each sweep.</summary>
    public DbSet<SweepState> SweepStates => Set<SweepState>();

    /// <summary>Looks at the books.</summary>
    public DbSet<VerifyRun> VerifyRuns => Set<VerifyRun>();

    /// <summary>Where backends and the panel disagree.</summary>
    public DbSet<Finding> Findings => Set<Finding>();

    /// <summary>When each region was last listed and compared.</summary>
    public DbSet<RegionInventory> RegionInventories => Set<RegionInventory>();

    /// <summary>Attempts to add credit.</summary>
    public DbSet<Payment> Payments => Set<Payment>();

    /// <summary>Money that goes back.</summary>
    public DbSet<Refund> Refunds => Set<Refund>();

    /// <summary>Claims of customers' banks.</summary>
    public DbSet<Dispute> Disputes => Set<Dispute>();

    /// <summary>Payment providers as they were set up.</summary>
    public DbSet<Gateway> Gateways => Set<Gateway>();

    /// <summary>Calls that were turned away, counted.</summary>
    public DbSet<RejectedDeliveries> RejectedDeliveries => Set<RejectedDeliveries>();

    /// <summary>Codes that give promotional credit.</summary>
    public DbSet<Coupon> Coupons => Set<Coupon>();

    /// <summary>Uses of coupons.</summary>
    public DbSet<CouponUse> CouponUses => Set<CouponUse>();

    /// <summary>Numbers of accounts at providers.</summary>
    public DbSet<GatewayCustomer> GatewayCustomers => Set<GatewayCustomer>();

    /// <summary>Saved cards, removed ones too.</summary>
    public DbSet<CardOnFile> CardsOnFile => Set<CardOnFile>();

    /// <summary>Rules for automatic top-up.</summary>
    public DbSet<TopUp> TopUps => Set<TopUp>();

    /// <summary>How automatic payments are carried out.</summary>
    public DbSet<TopUpCharge> TopUpCharges => Set<TopUpCharge>();

    /// <summary>The webhook inbox.</summary>
    public DbSet<GatewayEvent> GatewayEvents => Set<GatewayEvent>();

    /// <summary>Rates of tax.</summary>
    public DbSet<TaxRate> TaxRates => Set<TaxRate>();

    /// <summary>Who sells.</summary>
    public DbSet<Seller> Sellers => Set<Seller>();

    /// <summary>Who pays for accounts.</summary>
    public DbSet<BillingDetails> BillingDetails => Set<BillingDetails>();

    /// <summary>How payments are taxed.</summary>
    public DbSet<PaymentTax> PaymentTaxes => Set<PaymentTax>();

    /// <summary>Numbers of receipts.</summary>
    public DbSet<PaymentReceipt> PaymentReceipts => Set<PaymentReceipt>();

    /// <summary>The last number of a receipt.</summary>
    public DbSet<ReceiptCounter> ReceiptCounters => Set<ReceiptCounter>();

    /// <summary>Openings of consoles.</summary>
    public DbSet<ConsoleSession> ConsoleSessions => Set<ConsoleSession>();

    /// <summary>SSH host keys of consoles.</summary>
    public DbSet<VmHostKey> VmHostKeys => Set<VmHostKey>();

    /// <summary>What happened.</summary>
    public DbSet<Event> Events => Set<Event>();

    /// <summary>Which consumer has dealt with which event.</summary>
    public DbSet<EventDelivery> EventDeliveries => Set<EventDelivery>();

    /// <summary>Who did what from where.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>The mail outbox.</summary>
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    /// <summary>Facts about this installation.</summary>
    public DbSet<PanelSetting> PanelSettings => Set<PanelSetting>();

    /// <summary>The key ring that encrypts secrets, itself wrapped by the master key file.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>What open pages are told once the current transaction has committed.</summary>
    public ICollection<LiveChange> LiveChanges { get; } = new List<LiveChange>();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <inheritdoc/>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => IdentitySchema.Ensure(optionsBuilder);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.ComplexProperties<Money>();
        configurationBuilder.ComplexProperties<Actor>();
        foreach (var id in typeof(LobsterDbContext).Assembly.GetTypes().Where(IsId))
            configurationBuilder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(LobsterDbContext).Assembly);
        MoneyColumns.Configure(builder, Database.IsSqlite());
        if (Database.IsSqlite()) NeverReuseIds(builder);
    }

    // SQLite hands the number of a deleted last row out again unless the column is AUTOINCREMENT.
    private static void NeverReuseIds(ModelBuilder builder)
    {
        foreach (var key in builder.Model.GetEntityTypes().Select(e => e.FindPrimaryKey()?.Properties))
            if (key is [{ ValueGenerated: ValueGenerated.OnAdd, Name: "Id" } id])
                builder.Entity(id.DeclaringType.ClrType).Property(id.Name).UseAutoincrement();
    }

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityId<>));
}
