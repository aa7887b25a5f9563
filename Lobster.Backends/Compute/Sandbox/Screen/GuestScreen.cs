namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// What a simulated machine shows, and what it does with keys, mouse and clipboard: it boots in two seconds, asks for a log-in, and
/// then has a shell. A restart by Ctrl+Alt+Del is only shown; the machine goes on. Not safe for use from several threads.
/// </summary>
internal sealed class GuestScreen
{
    private static readonly TimeSpan BootTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BlinkTime = TimeSpan.FromMilliseconds(500);
    private readonly TextGrid grid = new();
    private readonly TextSelection selection = new();
    private readonly Keyboard keyboard = new();
    private readonly Clipboard clipboard = new();
    private readonly SandboxConversation conversation;
    private readonly IReadOnlyList<string> boot;
    private readonly GridPen pen;
    private TimeSpan now;
    private TimeSpan bootBegan;
    private TimeSpan cursorBegan;
    private int booted;
    private int buttons;

    public GuestScreen(SandboxShell shell)
    {
        conversation = new SandboxConversation(shell, asksForLogin: true);
        boot = shell.BootLines;
        pen = new GridPen(grid);
        Name = shell.Name;
    }

    /// <summary>The machine's name.</summary>
    public string Name { get; }

    /// <summary>How long nothing changes by itself.</summary>
    public TimeSpan Rest => IsUp ? BlinkTime - TimeSpan.FromTicks((now - cursorBegan).Ticks % BlinkTime.Ticks) : NextLine - now;

    private bool IsUp => booted > boot.Count;

    private TimeSpan NextLine => bootBegan + TimeSpan.FromTicks(BootTime.Ticks * booted / boot.Count);

    /// <summary>What stands in a place of the screen.</summary>
    public Cell At(int row, int column)
    {
        (row, column) = (row - ScreenSize.EdgeRows, column - ScreenSize.SideColumns);
        if (row is < 0 or >= ScreenSize.TextRows || column is < 0 or >= ScreenSize.TextColumns)
            return Cell.Blank;
        var isCursor = row == grid.Row && column == grid.Column && (!IsUp || (now - cursorBegan).Ticks / BlinkTime.Ticks % 2 == 0);
        return grid[row, column] with { Inverted = isCursor != selection.Contains(row, column) };
    }

    /// <summary>Does what is due by now, counted from the opening.</summary>
    public void Tick(TimeSpan elapsed)
    {
        now = elapsed;
        while (!IsUp && now >= NextLine)
        {
            Print(booted < boot.Count ? boot[booted] + "\r\n" : conversation.Begin());
            booted++;
        }
    }

    /// <summary>A key goes down or up. While the machine boots, none but Ctrl+Alt+Del does anything.</summary>
    public void Key(uint keysym, bool down)
    {
        switch (keyboard.Take(keysym, down))
        {
            case KeyStroke.Typed typed:
                Type(typed.Character.ToString());
                break;
            case KeyStroke.Paste:
                Type(clipboard.AsTyped);
                break;
            case KeyStroke.Restart:
                Restart();
                break;
        }
    }

    /// <summary>The mouse is here, with these buttons down: the left one marks text, the middle one types the clipboard.</summary>
    public void Pointer(int mask, int x, int y)
    {
        const int Left = 1;
        const int Middle = 2;
        var row = Math.Clamp(y / ScreenSize.CellHeight - ScreenSize.EdgeRows, 0, ScreenSize.TextRows - 1);
        var column = Math.Clamp(x / ScreenSize.CellWidth - ScreenSize.SideColumns, 0, ScreenSize.TextColumns - 1);
        var (pressed, released) = (mask & ~buttons, buttons & ~mask);
        if ((pressed & Left) != 0)
            selection.Begin(row, column);
        else if ((buttons & Left) != 0)
            selection.Extend(row, column);
        if ((released & Left) != 0 && !selection.IsEmpty)
            clipboard.Copy(selection.Text(grid));
        if ((pressed & Middle) != 0)
            Type(clipboard.AsTyped);
        buttons = mask;
    }

    /// <summary>The client's clipboard changed. It is kept until it is asked for.</summary>
    public void SetClipboard(string text) => clipboard.Set(text);

    /// <summary>Takes the text that was marked since the last call, for the client's clipboard; null: none.</summary>
    public string? TakeCopied() => clipboard.TakeCopied();

    private void Type(string text)
    {
        if (IsUp)
            Print(conversation.Type(text).Output);
    }

    private void Print(string text)
    {
        selection.Clear();
        cursorBegan = now;
        pen.Write(text);
    }

    private void Restart()
    {
        Print(SandboxAnsi.Clear);
        (booted, bootBegan) = (0, now);
    }
}
