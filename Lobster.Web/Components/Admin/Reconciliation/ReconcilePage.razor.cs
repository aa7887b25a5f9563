using System.Globalization;
using Lobster.Core.Events;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Web.Components.Admin.Overview;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Lobster.Web.Components.Admin.Reconciliation;

/// <summary>Where the backends and the panel disagree, what money is at stake, and what an admin does about it. Filters and page live in the address.</summary>
public sealed partial class ReconcilePage : StaffPage
{
    private const int PageSize = 25;
    private FindingList list = FindingList.Empty;
    private FindingFilter? shown;
    private string? failure;
    private FilterOption[] states = [];
    private FilterOption[] kinds = [];

    /// <summary>The state to show; null: what is open.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>The kind to show.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The region to show.</summary>
    [SupplyParameterFromQuery(Name = "region")]
    public long? Region { get; set; }

    /// <summary>The page, from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageParameter { get; set; }

    /// <summary>Lists findings.</summary>
    [Inject]
    public required FindingQueries Findings { get; init; }

    /// <summary>Deletes orphans.</summary>
    [Inject]
    public required OrphanRemoval Removal { get; init; }

    /// <summary>Ends ghosts.</summary>
    [Inject]
    public required GhostEnding Ghosts { get; init; }

    /// <summary>Settles differences.</summary>
    [Inject]
    public required DifferenceActs Differences { get; init; }

    private int PageNumber => Math.Max(PageParameter ?? 1, 1);

    private FindingShown Shown => Enum.TryParse<FindingShown>(State, true, out var state) ? state : FindingShown.Open;

    private FindingFilter Filter => new(
        Shown, Enum.TryParse<FindingKind>(Kind, true, out var kind) ? kind : null, Region is { } region ? new RegionId(region) : null, PageNumber, PageSize);

    private FilterOption[] Regions => [.. list.Inventories.Select(i => new FilterOption(i.Id.Value.ToString(CultureInfo.InvariantCulture), i.Region))];

    private string? Sub
    {
        get
        {
            if (!IsRead || list.Inventories.Count == 0) return null;
            var never = list.Inventories.Count(i => i.At is null);
            if (never > 0) return Words["{0} of {1} regions were never listed yet", Formats.Count(never), Formats.Count(list.Inventories.Count)];
            return Words["{0} machines at the backends, listed {1}", Formats.Count(list.Inventories.Sum(i => i.Machines)), F.Ago(list.Inventories.Min(i => i.At!.Value))];
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (IsRead && shown != Filter) await ReadAsync();
    }

    /// <inheritdoc/>
    protected override bool Concerns(LiveChange change) => change.Subject is SubjectKind.Vm or SubjectKind.Region;

    /// <inheritdoc/>
    protected override async Task ReadAsync()
    {
        if (states.Length == 0)
        {
            states = [new("setaside", Words["Set aside"]), new("resolved", Words["Resolved"])];
            kinds = [.. Enum.GetValues<FindingKind>().Select(k => new FilterOption(k.ToString().ToLowerInvariant(), Words.Name(k)))];
        }

        var wanted = Filter;
        var read = await Findings.ListAsync(Actor, wanted, Stopping);
        if (wanted != Filter) return;
        (list, shown, failure) = (read.Value ?? FindingList.Empty, wanted, read.Refusal is { } refusal ? F.Words(refusal) : null);
    }

    private async Task ActAsync(FindingAct act, FindingRow row)
    {
        if (act == FindingAct.Adopt)
        {
            await AdoptAsync(row);
            return;
        }

        var requestId = Guid.CreateVersion7();
        if (!await Dialogs.AskAsync(Ask(act, row))) return;
        var id = row.Finding.Id;
        var refusal = act switch
        {
            FindingAct.Delete => (await Removal.RemoveAsync(Actor, id, Stopping)).Refusal,
            FindingAct.End => (await Ghosts.EndAsync(Actor, id, Stopping)).Refusal,
            FindingAct.Wait => (await Ghosts.KeepWaitingAsync(Actor, id, Stopping)).Refusal,
            FindingAct.Accept => (await Differences.AcceptAsync(Actor, id, Stopping)).Refusal,
            FindingAct.SetBack => (await Differences.SetBackAsync(Actor, id, requestId, Stopping)).Refusal,
            FindingAct.Ignore => (await Differences.IgnoreAsync(Actor, id, Stopping)).Refusal,
            _ => throw new InvalidOperationException($"{act} has its own dialog."),
        };
        await DoneAsync(refusal, Words["Done: {0}.", row.Finding.Name]);
    }

    private async Task AdoptAsync(FindingRow row)
    {
        var choices = await Findings.ChoicesAsync(Actor, row.Finding.Id, Stopping);
        if (choices.IsRefused) await DoneAsync(choices.Refusal);
        else if (await AdoptDialog.OpenAsync(Dialogs, Actor, row, choices.Value)) await DoneAsync(null, Words["{0} is adopted.", row.Finding.Name]);
    }

    private ConfirmRequest Ask(FindingAct act, FindingRow row)
    {
        var (name, stake) = (row.Finding.Name, new ReceiptLine(Words["At stake"], F.Credit(row.Finding.AtStake)));
        return act switch
        {
            FindingAct.Delete => new(Words["Delete {0} in {1}?", name, row.Region],
                Words["Its disk and its addresses are gone for good. The backend is asked for its mark again just before."], Words["Delete {0}", name])
            { Name = name, Destroys = true, Lines = [stake] },
            FindingAct.End => new(Words["End {0} of {1}?", name, row.Account ?? "–"],
                Words["Its charges end when it was last seen; what was charged after that is given back. The backend is asked again first."], Words["End {0}", name])
            { Destroys = true, Keep = Words["Cancel"], Lines = [stake] },
            FindingAct.Wait => new(Words["Keep waiting for {0}?", name], Words["It stays charged and is left alone for a while, then it is shown again if it is still missing."], Words["Keep waiting"]),
            FindingAct.Accept => new(Words["Accept {0} as it is?", name],
                Words["The machine moves to the plan of its size, at that plan's price from now on, and takes its name from the backend."], Words["Accept {0}", name])
            { Lines = [stake] },
            FindingAct.SetBack => new(Words["Set {0} back?", name], Words["It is resized or renamed to what the panel says. A resize may restart it."], Words["Set {0} back", name]),
            _ => new(Words["Ignore {0}?", name], Words["It is set aside and raises no alarm. It can still be dealt with under Set aside."], Words["Ignore {0}", name]),
        };
    }
}
