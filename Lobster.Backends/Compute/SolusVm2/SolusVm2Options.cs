using System.Globalization;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>What a SolusVM 2 region is set to; <see cref="SolusVm2Fields"/> tells what each is.</summary>
/// <param name="Master">The master's root.</param>
/// <param name="Location">Where machines are made.</param>
/// <param name="Virtualization">The master's word for what they run on.</param>
/// <param name="Shutdown">How long a guest may take to shut down before its power is cut; zero: it is cut at once.</param>
internal sealed record SolusVm2Options(Uri Master, long Location, string Virtualization, TimeSpan Shutdown)
{
    /// <summary>The master's word for KVM.</summary>
    public const string Kvm = "kvm";

    /// <summary>The project that machines belong to; null: <see cref="User"/> says whose they are.</summary>
    public long? Project { get; init; }

    /// <summary>The user that machines and their keys belong to; null: the project's.</summary>
    public long? User { get; init; }

    /// <summary>The one server on which machines are made; null: the master chooses.</summary>
    public long? ComputeResource { get; init; }

    /// <summary>The master's words for the addresses that new machines get; null: it decides.</summary>
    public IReadOnlyList<string>? IpTypes { get; init; }

    /// <summary>The master's word for the cloud-init of fetched images.</summary>
    public string CloudInit { get; init; } = "v2";

    /// <summary>What the master's WebSocket must show; null: what the system believes.</summary>
    public TlsTrust? Trust { get; init; }

    /// <summary>Reads checked options.</summary>
    public static SolusVm2Options Read(StoredOptions options) => new(options.Address("address"), Number(options, "location")!.Value, options.Text("virtType"), options.Seconds("shutdownSeconds"))
    {
        Project = Number(options, "project"), User = Number(options, "user"), ComputeResource = Number(options, "computeResource"), CloudInit = options.Text("cloudInit"), Trust = options.Trust,
        IpTypes = options.Text("ipTypes") switch
        {
            "ipv4" => ["IPv4"],
            "both" => ["IPv4", "IPv6"],
            _ => null,
        },
    };

    private static long? Number(StoredOptions options, string key) => options.TextOrNull(key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
}
