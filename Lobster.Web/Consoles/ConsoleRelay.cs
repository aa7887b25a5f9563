using System.Net.WebSockets;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;

namespace Lobster.Web.Consoles;

/// <summary>Carries a console's bytes between a browser and its machine until one side, the clock or the watch ends it. Each direction holds one buffer and waits for the other side.</summary>
internal sealed class ConsoleRelay(IConsoleDialer dialer, TimeProvider time, ILogger<ConsoleRelay> log)
{
    private const int BufferLength = 32 * 1024;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <summary>Runs a console to its end; <see cref="RunningConsole.End"/> says afterwards why.</summary>
    public async Task RunAsync(WebSocket socket, RunningConsole console, VmId vmId, ConsoleAccess access)
    {
        var browser = new BrowserSocket(socket, console);
        var left = Task.CompletedTask;
        try
        {
            await using var line = await dialer.ConnectAsync(vmId, access, new TerminalPrompt(browser), console.Stopping);
            left = await CarryAsync(browser, line, console, access is ConsoleAccess.VncTcp or ConsoleAccess.VncWebSocket);
        }
        catch (ConsoleLineException e)
        {
            log.LogInformation(e, "The console {Console} could not be connected: {Reason}", console.Id, e.Message);
            console.EndBecause(e.End);
        }
        catch (OperationCanceledException) when (console.End is not null)
        {
            // It ended while it was being connected.
        }
        catch (Exception e) when (e is IOException or WebSocketException)
        {
            // The machine's side reports its own as ConsoleEnd.Machine; what is left is the browser's.
            console.EndBecause(ConsoleEnd.Left);
        }

        await SayGoodbyeAsync(socket, console.End ?? ConsoleEnd.Left, left);
    }

    // Gives back what still goes on with the browser: it ends with its farewell, or when the connection is cut.
    private async Task<Task> CarryAsync(BrowserSocket browser, ConsoleLine line, RunningConsole console, bool isScreen)
    {
        var rest = ReadOnlyMemory<byte>.Empty;
        if (isScreen)
        {
            if (await ScreenDoor.OpenAsync(browser) is not { } more)
            {
                console.EndBecause(ConsoleEnd.Left);
                return Task.CompletedTask;
            }

            rest = more;
        }

        if (line.HostKey is { } key) await browser.TellAsync(new { hostKey = key.Key, isNew = key.IsNew });
        browser.Resized = size => line.ResizeAsync(size, console.Stopping);
        if (!isScreen) await line.ResizeAsync(browser.Size, console.Stopping);
        var up = ToMachineAsync(browser, line, console, isScreen, rest);
        var down = ToBrowserAsync(browser, line, console);
        await Task.WhenAny(up, down);
        // Each has said why it ended. A browser that does not read is not waited for here.
        await Task.WhenAny(down, Task.Delay(LastWords, time));
        return Task.WhenAll(up, down);
    }

    private static async Task ToMachineAsync(BrowserSocket browser, ConsoleLine line, RunningConsole console, bool isScreen, ReadOnlyMemory<byte> rest)
    {
        var end = ConsoleEnd.Left;
        try
        {
            if (!rest.IsEmpty) await line.WriteAsync(rest, console.Stopping);
            var buffer = new byte[BufferLength];
            while (await browser.ReadAsync(buffer) is var read and > 0 && console.End is null)
            {
                console.CameIn(read, !isScreen || ScreenInput.IsSomebody(buffer.AsSpan(0, read)));
                await line.WriteAsync(buffer.AsMemory(0, read), console.Stopping);
            }
        }
        catch (IOException)
        {
            end = ConsoleEnd.Machine;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser is gone, or it ends for a reason that is known.
        }

        console.EndBecause(end);
    }

    private static async Task ToBrowserAsync(BrowserSocket browser, ConsoleLine line, RunningConsole console)
    {
        var end = ConsoleEnd.Machine;
        try
        {
            var buffer = new byte[BufferLength];
            while (await line.ReadAsync(buffer, console.Stopping) is var read and > 0) await browser.WriteAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The machine's side broke, or it ends for a reason that is known.
        }
        catch (WebSocketException)
        {
            end = ConsoleEnd.Left;
        }

        console.EndBecause(end);
    }

    private async Task SayGoodbyeAsync(WebSocket socket, ConsoleEnd end, Task left)
    {
        using var patience = new CancellationTokenSource(LastWords, time);
        try
        {
            var (code, reason) = ConsoleClose.Of(end);
            if (left.IsCompleted)
            {
                await socket.CloseAsync(code, reason, patience.Token);
                return;
            }

            await socket.CloseOutputAsync(code, reason, patience.Token);
            await left.WaitAsync(patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            log.LogDebug(e, "A browser did not hear that its console ended.");
        }
        finally
        {
            socket.Abort();
            await left;
        }
    }
}
