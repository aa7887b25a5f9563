using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Lobster.Web.Payments;

/// <summary>Where this program answers on this machine, taken from what it listens on and never from a request.</summary>
internal sealed class OwnAddress(IServer server)
{
    /// <summary>An address of ours with a path.</summary>
    /// <exception cref="InvalidOperationException">The program listens nowhere yet.</exception>
    public Uri At(string path)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var own = addresses.OrderBy(a => a.StartsWith("https:", StringComparison.Ordinal)).FirstOrDefault()
            ?? throw new InvalidOperationException("The program listens nowhere yet.");
        var any = own.Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal);
        return new Uri(new Uri(any), path);
    }
}
