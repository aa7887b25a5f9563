using System.Globalization;
using System.Text;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>Packs what is typed as <see cref="SerialFraming.Proxmox"/> tells; what comes is raw.</summary>
internal sealed class ProxmoxLine(Stream stream) : StreamLine(stream)
{
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0:{bytes.Length}:"));
        await SendAsync((byte[])[.. head, .. bytes.Span], cancellationToken);
    }

    public override ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken) =>
        SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1:{size.Columns}:{size.Rows}:")), cancellationToken);
}
