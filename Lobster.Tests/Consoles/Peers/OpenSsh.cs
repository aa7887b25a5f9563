using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>OpenSSH's server on loopback with keys of its own; it lets the user in who runs the tests, without what that user's shell does at each start.</summary>
internal sealed class OpenSsh : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly int port;
    private ChildProcess server;

    private OpenSsh(TestFolder folder, int port, ChildProcess server) => (this.folder, this.port, this.server) = (folder, port, server);

    public string Host => $"127.0.0.1:{port}";

    /// <summary>The way in by key.</summary>
    public ConsoleAccess.Ssh Access => new("127.0.0.1", port, Environment.UserName, Password: null) { PrivateKey = File.ReadAllText(folder.At("client")) };

    /// <summary>The host's public key line.</summary>
    public string HostKeyLine => File.ReadAllText(folder.At("host.pub"));

    public static async Task<OpenSsh> StartAsync()
    {
        var folder = TestFolder.Create("ssh");
        await KeyAsync(folder, "client");
        await KeyAsync(folder, "host");
        var port = Ports.Free();
        await File.WriteAllTextAsync(folder.At("config"), $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {folder.At("host")}
            AuthorizedKeysFile {folder.At("client.pub")}
            PasswordAuthentication no
            UsePAM no
            StrictModes no
            PidFile none
            PermitRootLogin yes
            SetEnv LANG=C.UTF-8 HOME={folder.Path}
            """);
        return new OpenSsh(folder, port, await ServeAsync(folder, port));
    }

    /// <summary>As after a reinstallation: the same host has another key.</summary>
    public async Task ChangeHostKeyAsync()
    {
        await server.DisposeAsync();
        File.Delete(folder.At("host"));
        await KeyAsync(folder, "host");
        server = await ServeAsync(folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<ChildProcess> ServeAsync(TestFolder folder, int port)
    {
        // Debian's init script would make it; as another user than root it is not needed.
        if (Environment.UserName == "root") Directory.CreateDirectory("/run/sshd");
        var server = await ChildProcess.StartAsync([Ports.Program("/usr/sbin/sshd"), "-D", "-e", "-f", folder.At("config")], lastSignal: "TERM");
        await Ports.UntilOpenAsync(port, server);
        return server;
    }

    private static async Task KeyAsync(TestFolder folder, string name)
    {
        var made = await ChildProcess.RunAsync([Ports.Program("/usr/bin/ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder.At(name)]);
        Assert.True(made.Code == 0, made.Output);
    }
}
