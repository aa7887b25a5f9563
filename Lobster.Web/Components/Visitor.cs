using Lobster.Core.Accounts;
using Lobster.Web.Components.Layout;

namespace Lobster.Web.Components;

/// <summary>From where the visitor of this circuit comes: the request that opened the page tells it, since a circuit itself has no request.</summary>
public sealed class Visitor
{
    /// <summary>The client's network address, as the request had it after trusted proxies; null while unknown.</summary>
    public string? Address { get; internal set; }

    /// <summary>The actor that a user of this circuit is.</summary>
    public Actor Act(long userId) => Actor.Browser(userId, Address);

    /// <summary>The actor that makes a request outside any circuit, from a login.</summary>
    public static Actor ActorOf(HttpContext http) => Actor.Browser(ShellUser.Of(http.User).Id, AddressOf(http));

    /// <summary>The client's address of a request; an IPv4 client reads the same on every kind of socket.</summary>
    public static string? AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
    }
}
