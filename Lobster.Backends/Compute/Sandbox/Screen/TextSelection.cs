namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>The text that was marked with the mouse: from one place to another, line by line. Not safe for use from several threads.</summary>
internal sealed class TextSelection
{
    private int anchor;
    private int head;

    public bool IsEmpty => anchor == head;

    public void Begin(int row, int column) => anchor = head = Index(row, column);

    public void Extend(int row, int column) => head = Index(row, column);

    public void Clear() => anchor = head;

    public bool Contains(int row, int column) =>
        !IsEmpty && Index(row, column) is var place && place >= Math.Min(anchor, head) && place <= Math.Max(anchor, head);

    /// <summary>What is marked, each line without the empty places at its end.</summary>
    public string Text(TextGrid grid) => string.Join('\n',
        from row in Enumerable.Range(0, ScreenSize.TextRows)
        let marked = Enumerable.Range(0, ScreenSize.TextColumns).Where(column => Contains(row, column)).Select(column => grid[row, column].Symbol).ToArray()
        where marked.Length > 0
        select new string(marked).TrimEnd());

    private static int Index(int row, int column) => row * ScreenSize.TextColumns + column;
}
