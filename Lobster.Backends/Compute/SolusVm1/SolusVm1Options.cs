namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>What a SolusVM 1 region is set to; <see cref="SolusVm1Fields"/> tells what each is.</summary>
/// <param name="Type">What machines run on.</param>
/// <param name="NodeGroup">The node group in which machines are made; null: <paramref name="Node"/> says where.</param>
/// <param name="Node">The one node on which machines are made; null: the group says where.</param>
/// <param name="Client">The SolusVM client that owns all machines.</param>
/// <param name="Plan">The SolusVM plan of machines whose size names none.</param>
/// <param name="PrefersPort">Whether the screen is reached by its VNC port even where there is a WebSocket.</param>
internal sealed record SolusVm1Options(SolusVm1Type Type, string? NodeGroup, string? Node, string Client, string Plan, bool PrefersPort)
{
    /// <summary>Certificates in PEM form that the WebSocket of a node may show too; null: what the system believes.</summary>
    public string? CaPem { get; init; }

    /// <summary>Reads checked options.</summary>
    public static SolusVm1Options Read(StoredOptions options)
    {
        var type = SolusVm1Type.All.Single(t => t.Name == options.Text("virtType"));
        return new SolusVm1Options(type, options.TextOrNull("nodeGroup"), options.TextOrNull("node"), options.Text("username"), options.Text("plan"), options.Text("console") == "port")
        {
            CaPem = options.Trust?.Pem,
        };
    }
}
