namespace Lobster.Backends.Compute.Proxmox;

/// <summary>What a Proxmox VE region is set to; <see cref="ProxmoxFields"/> tells what each is.</summary>
/// <param name="Storage">Where disks are.</param>
/// <param name="ImageStorage">Where ISO and import files are.</param>
/// <param name="Bridge">The network.</param>
/// <param name="Pool">The addresses to give; none: guests ask DHCP.</param>
internal sealed record ProxmoxOptions(string Storage, string ImageStorage, string Bridge, ProxmoxPool Pool)
{
    /// <summary>How guests get an IPv6 address: <c>auto</c> or <c>dhcp</c>; null: not at all.</summary>
    public string? Ipv6 { get; init; }

    /// <summary>Name servers of guests; null: the host's.</summary>
    public string? NameServers { get; init; }

    /// <summary>The user that gets the SSH keys; null: the image decides.</summary>
    public string? GuestUser { get; init; }

    /// <summary>The one node to use; null: any.</summary>
    public string? Node { get; init; }

    /// <summary>The resource pool of the machines; null: none, and all are seen.</summary>
    public string? ResourcePool { get; init; }

    /// <summary>The range of machine numbers.</summary>
    public (int First, int Last) Numbers { get; init; } = (100_000, 999_999_999);

    /// <summary>Whether machines start with their node.</summary>
    public bool StartWithHost { get; init; }

    /// <summary>How long a guest may take to shut down before its power is cut; zero: it is cut at once.</summary>
    public TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads checked options.</summary>
    public static ProxmoxOptions Read(StoredOptions options) =>
        new(options.Text("storage"), options.Text("imageStorage"), options.Text("bridge"), ProxmoxPool.Parse(options.Text("addresses")))
        {
            Ipv6 = options.Text("ipv6") is "none" ? null : options.Text("ipv6"), NameServers = options.TextOrNull("nameservers"), GuestUser = options.TextOrNull("guestUser"),
            Node = options.TextOrNull("node"), ResourcePool = options.TextOrNull("pool"), Numbers = (options.Number("firstNumber"), options.Number("lastNumber")),
            StartWithHost = options.Flag("startWithHost"), Shutdown = options.Seconds("shutdownSeconds"),
        };
}
