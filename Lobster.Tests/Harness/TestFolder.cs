using IoPath = System.IO.Path;

namespace Lobster.Tests.Harness;

/// <summary>A temp folder that goes when it is disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    private TestFolder(string path) => Path = path;

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Makes an empty one whose name begins with the purpose.</summary>
    public static TestFolder Create(string purpose) => new(Directory.CreateTempSubdirectory($"lobster-{purpose}-").FullName);

    /// <summary>A path inside it.</summary>
    public string At(string name) => IoPath.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A database that is just being closed may still make or take away a file beside it.
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (attempt < 10)
            {
            }
        }
    }
}
