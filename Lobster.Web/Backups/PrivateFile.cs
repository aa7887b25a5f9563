namespace Lobster.Web.Backups;

/// <summary>Files with customers' data: readable by their owner only.</summary>
internal static class PrivateFile
{
    /// <summary>Makes an empty one.</summary>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public static void Create(string path)
    {
        try
        {
            using var made = new FileStream(path, Options());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be written: {e.Message}");
        }
    }

    /// <summary>Makes one with the content of another file.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = File.OpenRead(from);
        await using var target = new FileStream(to, Options());
        await source.CopyToAsync(target, cancellationToken);
        target.Flush(flushToDisk: true);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
