namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>The one clipboard of client and machine: whoever copied last. Not safe for use from several threads.</summary>
internal sealed class Clipboard
{
    private string text = "";
    private string? copied;

    /// <summary>The text as somebody would type it: one press of Return for each line end, a space for a tab, no other control characters.</summary>
    public string AsTyped => string.Concat(text.ReplaceLineEndings("\r").Replace('\t', ' ').Where(c => c == '\r' || !char.IsControl(c)));

    /// <summary>The client copied.</summary>
    public void Set(string clientText) => text = clientText;

    /// <summary>The machine copied.</summary>
    public void Copy(string machineText) => text = copied = machineText;

    /// <summary>Takes what the machine copied since the last call; null: nothing.</summary>
    public string? TakeCopied()
    {
        var taken = copied;
        copied = null;
        return taken;
    }
}
