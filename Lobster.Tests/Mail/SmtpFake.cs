using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lobster.Tests.Mail;

/// <summary>A mail server on loopback that keeps what it is given and says what it is told to say.</summary>
internal sealed class SmtpFake : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;

    public SmtpFake()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The mails it took, as they came.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>What it answers to RCPT TO, in order; when empty, "250 OK".</summary>
    public ConcurrentQueue<string> ReceiverAnswers { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 fake");
            while (await reader.ReadLineAsync(stopping.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "DATA") await TakeAsync(reader, writer);
                else await writer.WriteLineAsync(Answer(verb));
                if (verb == "QUIT") return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has left, or the test is over.
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".") mail.AppendLine(line);
        Mails.Enqueue(mail.ToString());
        await writer.WriteLineAsync("250 taken");
    }

    private string Answer(string verb) => verb switch
    {
        "RCPT" when ReceiverAnswers.TryDequeue(out var said) => said,
        "EHLO" => "250 fake",
        "QUIT" => "221 bye",
        _ => "250 OK",
    };
}
