using System.Globalization;
using System.Text;
using Lobster.Core.Accounts;

namespace Lobster.Core.Events;

/// <summary>
/// Changes as the text of a PostgreSQL notification: the sender's name, then kind, subject and account of each change. More than fit into a
/// few notifications become "read everything again".
/// </summary>
internal static class LiveNotice
{
    /// <summary>The channel that all panels of a database listen on.</summary>
    public const string Channel = "lobster_live";

    private const int Longest = 7_900; // PostgreSQL refuses payloads of 8,000 bytes
    private const int Most = 1_000;
    private const string Everything = "*";

    /// <summary>The notifications for these changes.</summary>
    public static IEnumerable<string> Write(NodeName node, IReadOnlyCollection<LiveChange> changes)
    {
        if (changes.Count > Most)
        {
            yield return $"{node.Value}\n{Everything}";
            yield break;
        }

        var text = new StringBuilder(node.Value).Append('\n');
        foreach (var change in changes)
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{(int)change.Subject},{change.SubjectId},{change.AccountId?.Value};");
            if (text.Length + item.Length > Longest)
            {
                yield return text.ToString();
                text.Clear().Append(node.Value).Append('\n');
            }

            text.Append(item);
        }

        yield return text.ToString();
    }

    /// <summary>What another node's notification says; null when it is our own. Empty: read everything again, also when it cannot be understood.</summary>
    public static IReadOnlyCollection<LiveChange>? Read(NodeName node, string payload)
    {
        var end = payload.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0) return [];
        if (payload.AsSpan(0, end).SequenceEqual(node.Value)) return null;
        var changes = new List<LiveChange>();
        foreach (var item in payload[(end + 1)..].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Change(item) is not { } change) return [];
            changes.Add(change);
        }

        return changes;
    }

    private static LiveChange? Change(string item)
    {
        var parts = item.Split(',');
        return parts.Length == 3 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var kind) && Enum.IsDefined((SubjectKind)kind)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var id)
            ? new LiveChange((SubjectKind)kind, id, long.TryParse(parts[2], CultureInfo.InvariantCulture, out var account) ? new AccountId(account) : null)
            : null;
    }
}
