using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Accounts;

/// <summary>One account: its money, machines, payments and history, and what staff may do to it.</summary>
public sealed partial class AccountPage : StaffPage
{
    private const int PageSize = 25;
    private AccountDetail? account;
    private AdminVmList machines = AdminVmList.Empty;
    private IReadOnlyList<PoolView> pools = [];
    private IReadOnlyList<StandingHappening> history = [];
    private LedgerPage ledger = LedgerPage.Empty;
    private PaymentPage payments = new([], 0);
    private AuditPage audit = AuditPage.Empty;
    private (long, string?, int) shown;

    /// <summary>The account.</summary>
    [Parameter]
    public long Id { get; set; }

    /// <summary>The part of the page; null for the first.</summary>
    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    /// <summary>The page of the part's list, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Reads the account.</summary>
    [Inject]
    public required AccountDetailQueries Details { get; init; }

    /// <summary>Lists its machines.</summary>
    [Inject]
    public required AdminVmQueries Machines { get; init; }

    /// <summary>Reads its transfer pools.</summary>
    [Inject]
    public required TransferQueries Transfer { get; init; }

    /// <summary>Lists its ledger.</summary>
    [Inject]
    public required LedgerQueries Ledger { get; init; }

    /// <summary>Lists its payments.</summary>
    [Inject]
    public required PaymentQueries Payments { get; init; }

    /// <summary>Lists what happened.</summary>
    [Inject]
    public required AuditQueries Audit { get; init; }

    /// <summary>Lists what happened to its standing.</summary>
    [Inject]
    public required StandingHistory History { get; init; }

    /// <summary>Changes accounts.</summary>
    [Inject]
    public required AccountAdmin Accounts { get; init; }

    /// <summary>Changes users.</summary>
    [Inject]
    public required UserAdmin Users { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private RunwayEnd Runway => new(account?.Summary.Runway.Until);

    private IEnumerable<(string? Key, string Text)> Tabs =>
        [(null, Words["Overview"]), ("ledger", Words["Ledger"]), ("payments", Words["Payments"]), ("audit", Words["Audit"])];

    private AccountId AccountId => new(Id);

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.AccountId == AccountId;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != (Id, Tab, PageNumber)) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        shown = (Id, Tab, PageNumber);
        account = (await Details.FindAsync(Actor, AccountId, Stopping)).Value;
        if (account is null) return;
        switch (Tab)
        {
            case "ledger":
                ledger = await Ledger.ListAsync(Actor, AccountId, PageNumber, PageSize, Stopping);
                break;
            case "payments":
                payments = await Payments.ListAsync(Actor, AccountId, PageNumber, Stopping);
                break;
            case "audit":
                audit = await Audit.ListAsync(Actor, AccountId, PageNumber, PageSize, Stopping);
                break;
            default:
                machines = (await Machines.ListAsync(Actor, AccountId, new VmFilter(Size: 10), Stopping)).Value ?? AdminVmList.Empty;
                ledger = await Ledger.ListAsync(Actor, AccountId, 1, 8, Stopping);
                pools = await Transfer.PoolsAsync(Actor, AccountId, Stopping);
                history = await History.ReadAsync(Actor, AccountId, 12, Stopping);
                break;
        }
    }

    private async Task AdjustAsync()
    {
        if (account is null || !await AdjustDialog.OpenAsync(Dialogs, Actor, account.Summary)) return;
        await DoneAsync(null, Words["The credit of {0} was adjusted.", account.Summary.Name]);
    }

    private async Task SwitchSuspensionAsync()
    {
        var lifts = account!.Suspension == SuspensionKind.Manual;
        if (!await SuspendDialog.OpenAsync(Dialogs, Actor, account.Summary, lifts)) return;
        await DoneAsync(null, lifts ? Words["The suspension of {0} was lifted.", account.Summary.Name] : Words["{0} is suspended.", account.Summary.Name]);
    }

    private async Task UnparkAsync() => await DoneAsync((await Accounts.UnparkAsync(Actor, AccountId, Stopping)).Refusal);

    private async Task DisableAsync()
    {
        var name = account!.Summary.Name;
        var request = new ConfirmRequest(
            Words["Disable {0}?", name], Words["Nothing new can be made or changed. Its machines run on and are charged; they can still be deleted."], Words["Disable {0}", name])
        { Destroys = true, Keep = Words["Cancel"] };
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Accounts.DisableAsync(Actor, AccountId, Stopping)).Refusal);
    }

    private async Task EnableAsync() => await DoneAsync((await Accounts.EnableAsync(Actor, AccountId, Stopping)).Refusal);

    private async Task SwitchUserAsync(AccountMember member)
    {
        if (member.DisabledAt is not null)
        {
            await DoneAsync((await Users.EnableAsync(Actor, member.UserId, Stopping)).Refusal);
            return;
        }

        var request = new ConfirmRequest(
            Words["End the access of {0}?", member.Name], Words["Open pages and logins end within a minute. The account and its machines stay as they are."], Words["End access of {0}", member.Name])
        { Destroys = true, Keep = Words["Cancel"] };
        if (await Dialogs.AskAsync(request)) await DoneAsync((await Users.DisableAsync(Actor, member.UserId, Stopping)).Refusal);
    }
}
