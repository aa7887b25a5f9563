using Lobster.Core.Reconciliation;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Admin.Reconciliation;

/// <summary>How findings are told.</summary>
internal static class FindingWords
{
    /// <summary>The acts that a finding of this kind and state allows, the likeliest first.</summary>
    public static IReadOnlyList<FindingAct> Acts(Finding finding) => (finding.State, finding.Kind) switch
    {
        (not (FindingState.Open or FindingState.SetAside), _) => [],
        (_, FindingKind.Orphan) => [FindingAct.Adopt, FindingAct.Delete],
        (FindingState.Open, FindingKind.Ghost) => [FindingAct.End, FindingAct.Wait],
        (_, FindingKind.Ghost) => [FindingAct.End],
        (FindingState.Open, FindingKind.Difference) => [FindingAct.Accept, FindingAct.SetBack, FindingAct.Ignore],
        (_, FindingKind.Difference) => [FindingAct.Accept, FindingAct.SetBack],
        (FindingState.Open, _) => [FindingAct.Adopt, FindingAct.Ignore],
        _ => [FindingAct.Adopt],
    };

    /// <summary>The button of an act.</summary>
    public static string Name(this IStringLocalizer<Ui> words, FindingAct act) => act switch
    {
        FindingAct.Adopt => words["Adopt"],
        FindingAct.Delete => words["Delete"],
        FindingAct.End => words["End and credit"],
        FindingAct.Wait => words["Keep waiting"],
        FindingAct.Accept => words["Accept"],
        FindingAct.SetBack => words["Set back"],
        _ => words["Ignore"],
    };

    /// <summary>A kind in one word.</summary>
    public static string Name(this IStringLocalizer<Ui> words, FindingKind kind) => kind switch
    {
        FindingKind.Orphan => words["Orphan"],
        FindingKind.Ghost => words["Ghost"],
        FindingKind.Difference => words["Difference"],
        _ => words["Foreign"],
    };

    /// <summary>The colour of a kind: bad where money is lost by us or by a customer.</summary>
    public static Tone Tone(FindingKind kind) => kind switch
    {
        FindingKind.Orphan or FindingKind.Ghost => Shared.Tone.Bad,
        FindingKind.Difference => Shared.Tone.Warning,
        _ => Shared.Tone.Neutral,
    };

    /// <summary>What is wrong.</summary>
    public static string Tell(this IStringLocalizer<Ui> words, FindingRow row, Formats formats) => row.Finding switch
    {
        { State: FindingState.Removing, Problem: { } problem } => words["Being deleted. The last try failed: {0}", problem],
        { State: FindingState.Removing } => words["Being deleted."],
        { Kind: FindingKind.Orphan } finding => words["Has this panel's mark and nobody pays for it. {0}", words.Size(finding)],
        { Kind: FindingKind.Ghost, LastListed: { } last } finding => words["Charged, and missing in {0} complete listings. Last seen {1}.", Formats.Count(finding.Missed), formats.Date(last)],
        { Kind: FindingKind.Difference } finding => words.Differs(row, finding),
        var finding => words["Has no mark of this panel. {0}", words.Size(finding)],
    };

    /// <summary>How it ended, or is dealt with.</summary>
    public static string Ending(this IStringLocalizer<Ui> words, FindingRow row) => row.Finding.Ended switch
    {
        FindingEnd.Mended => words["No longer so"],
        FindingEnd.Adopted => words["Adopted by {0}", row.By ?? "–"],
        FindingEnd.Deleted => words["Deleted by {0}", row.By ?? "–"],
        FindingEnd.Credited => words["Ended and credited by {0}", row.By ?? "–"],
        FindingEnd.Accepted => words["Accepted by {0}", row.By ?? "–"],
        _ => words["Set aside by {0}", row.By ?? "–"],
    };

    private static string Differs(this IStringLocalizer<Ui> words, FindingRow row, Finding finding)
    {
        var parts = new List<string>();
        if (finding.Parts.HasFlag(DifferenceParts.Size)) parts.Add(words["It pays for {0} and has {1}.", row.VmPlan ?? "–", row.SeenPlan ?? words.Size(finding).TrimEnd('.')]);
        if (finding.Parts.HasFlag(DifferenceParts.Name)) parts.Add(words["It is called {0} there and {1} here.", finding.Name, row.Vm ?? "–"]);
        return string.Join(' ', parts);
    }

    private static string Size(this IStringLocalizer<Ui> words, Finding finding) => finding switch
    {
        { VCpus: { } cpus, RamMb: { } ram, DiskGb: { } disk } => words["{0} vCPU, {1}, {2} disk.", cpus, Formats.Ram(ram), Formats.Gigabytes(disk)],
        { SizeId: { } size } => words["Size {0}.", size],
        _ => words["Its size is not known."],
    };
}
