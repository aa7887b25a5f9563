using Lobster.Core.Compute;

namespace Lobster.Backends.Http;

/// <summary>Walks lists to their end, and throws where that cannot be: a partial answer must not pass for a whole one.</summary>
internal static class Paging
{
    private const int MostPages = 10_000;

    /// <summary>A list whose pages name the next one.</summary>
    /// <param name="provider">Whose list.</param>
    /// <param name="read">Reads the page of a cursor; null: the first. The cursor that it gives back is null or empty on the last page.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <exception cref="BackendException"><see cref="BackendErrorKind.Unavailable"/>: a page came again, or there is no end.</exception>
    public static async IAsyncEnumerable<T> ByCursorAsync<T>(
        string provider, Func<string?, CancellationToken, Task<(IReadOnlyList<T> Items, string? Next)>> read,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var (items, next) = await read(cursor, cancellationToken);
            foreach (var item in items) yield return item;
            cursor = next;
            if (!string.IsNullOrEmpty(cursor) && (!seen.Add(cursor) || seen.Count > MostPages))
                throw new BackendException(BackendErrorKind.Unavailable, $"{provider} repeats a page of its list; the list is not complete.");
        }
        while (!string.IsNullOrEmpty(cursor));
    }

    /// <summary>A list with numbered pages, from 1. It ends when the count that it tells is reached; a page that adds nothing new is an error.</summary>
    /// <param name="provider">Whose list.</param>
    /// <param name="read">Reads a page: its items and how many pages there are.</param>
    /// <param name="id">Tells items apart.</param>
    /// <param name="cancellationToken">Ours.</param>
    public static async IAsyncEnumerable<T> ByNumberAsync<T>(
        string provider, Func<int, CancellationToken, Task<(IReadOnlyList<T> Items, int Pages)>> read, Func<T, string> id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages; page++)
        {
            var (items, pages) = await read(page, cancellationToken);
            var before = seen.Count;
            foreach (var item in items)
                if (seen.Add(id(item))) yield return item; // one that moved to a later page while we read
            if (page >= pages) yield break;
            if (seen.Count == before) throw new BackendException(BackendErrorKind.Unavailable, $"{provider} repeats a page of its list; the list is not complete.");
        }

        throw new BackendException(BackendErrorKind.Unavailable, $"The list of {provider} has no end.");
    }

    /// <summary>
    /// A list with numbered pages, from 1, each of which tells how many items there are in all. It ends when so many were read, however many a page holds: a
    /// server may give fewer than it is asked for. A page that adds nothing new before that is an error.
    /// </summary>
    /// <param name="provider">Whose list.</param>
    /// <param name="read">Reads a page: its items and how many there are in all; null where the page does not tell.</param>
    /// <param name="id">Tells items apart.</param>
    /// <param name="cancellationToken">Ours.</param>
    public static async IAsyncEnumerable<T> ByCountAsync<T>(
        string provider, Func<int, CancellationToken, Task<(IReadOnlyList<T> Items, int? Count)>> read, Func<T, string> id,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = 0;
        for (var page = 1; page <= MostPages; page++)
        {
            var (items, count) = await read(page, cancellationToken);
            var before = seen.Count;
            foreach (var item in items)
                if (seen.Add(id(item))) yield return item;
            all = Math.Max(all, count ?? seen.Count);
            if (seen.Count >= all) yield break;
            if (seen.Count == before) throw new BackendException(BackendErrorKind.Unavailable, $"{provider} repeats a page of its list or leaves some of it out; the list is not complete.");
        }

        throw new BackendException(BackendErrorKind.Unavailable, $"The list of {provider} has no end.");
    }
}
