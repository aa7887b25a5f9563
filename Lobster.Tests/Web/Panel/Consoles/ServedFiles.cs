using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>A panel that serves every file, or none.</summary>
internal sealed class ServedFiles : IFileProvider
{
    public bool AreThere { get; set; } = true;

    public IFileInfo GetFileInfo(string subpath) => AreThere ? new Served(subpath) : new NotFoundFileInfo(subpath);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed record Served(string Name) : IFileInfo
    {
        public bool Exists => true;

        public long Length => 0;

        public string? PhysicalPath => null;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public bool IsDirectory => false;

        public Stream CreateReadStream() => Stream.Null;
    }
}
