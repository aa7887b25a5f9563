using Lobster.Core.Consoles;
using Microsoft.Extensions.FileProviders;

namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>Whether the programs that draw consoles are served: the build fetches them from npm, and goes on without where Node is missing.</summary>
/// <param name="served">What the panel serves.</param>
public sealed class ConsoleFiles(IFileProvider served)
{
    /// <summary>Whether this kind can be drawn.</summary>
    public bool Has(ConsoleKind kind) => served.GetFileInfo(kind == ConsoleKind.Screen ? "lib/novnc/core/rfb.js" : "lib/xterm/xterm.mjs").Exists;
}
