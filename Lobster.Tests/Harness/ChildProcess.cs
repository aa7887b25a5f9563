using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Lobster.Tests.Harness;

/// <summary>
/// A program started by a test. A small shell guards it: when the test process ends for whatever reason, even by kill -9,
/// the guard's input closes and the program is ended too.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // $1 is the signal that ends the program, $2 a folder to delete after it, or nothing.
    private const string Guard = """
        signal=$1; rubbish=$2; shift 2
        trap : INT TERM
        exec 3<&0
        /bin/sh -c 'echo $$; exec "$@"' child "$@" </dev/null 3<&- &
        child=$!
        ( read -r line <&3; kill -"$signal" "$child" ) >/dev/null 2>&1 &
        guard=$!
        exec 3<&-
        while :; do wait "$child"; code=$?; kill -0 "$child" 2>/dev/null || break; done
        kill "$guard" 2>/dev/null
        [ -z "$rubbish" ] || rm -rf "$rubbish"
        exit $code
        """;

    private readonly Process shell;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<int> pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process shell)
    {
        this.shell = shell;
        shell.OutputDataReceived += (_, e) => OnOutput(e.Data);
        shell.ErrorDataReceived += (_, e) => OnError(e.Data);
        shell.Exited += (_, _) =>
        {
            shell.WaitForExit(); // its last words may still be on their way
            pid.TrySetException(new InvalidOperationException("The program did not start: " + Output));
        };
    }

    /// <summary>The id of the program itself, not of its guard.</summary>
    public int Pid { get; private set; }

    /// <summary>All it has printed so far, both streams, one line each.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => shell.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables to add; null as value removes one.</param>
    /// <param name="asUser">A user to run as (needs root), or null.</param>
    /// <param name="lastSignal">The signal that ends it.</param>
    /// <param name="deleteAfterwards">A folder to delete when it has ended, or null.</param>
    public static async Task<ChildProcess> StartAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? asUser = null,
        string lastSignal = "KILL",
        string? deleteAfterwards = null)
    {
        string[] asOther = asUser is null ? [] : ["runuser", "-u", asUser, "--"];
        string[] all = [.. asOther, "/bin/sh", "-c", Guard, "guard", lastSignal, deleteAfterwards ?? "", .. command];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        var child = new ChildProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        child.shell.Start();
        child.shell.BeginOutputReadLine();
        child.shell.BeginErrorReadLine();
        child.Pid = await child.pid.Task.WaitAsync(TestRun.Patience);
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Finished> RunAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?>? environment = null, string? asUser = null)
    {
        await using var child = await StartAsync(command, environment, asUser);
        var code = await child.EndAsync();
        return new Finished(code, child.Output);
    }

    /// <summary>Waits for a printed line that contains a text, and answers that line.</summary>
    public async Task<string> LineAsync(string containing)
    {
        string? Find() => lines.FirstOrDefault(l => l.Contains(containing, StringComparison.Ordinal));
        await Wait.UntilAsync($"a line with \"{containing}\"", () => Find() is not null || shell.HasExited);
        return Find() ?? throw new InvalidOperationException($"It ended without printing \"{containing}\":\n{Output}");
    }

    /// <summary>Waits for the end and answers the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TestRun.Patience, TimeProvider.System);
        await shell.WaitForExitAsync(patience.Token);
        return shell.ExitCode;
    }

    /// <summary>Sends a signal to the program (not to its guard) and waits for its end.</summary>
    public async Task<int> EndWithAsync(string signal)
    {
        if (!shell.HasExited)
        {
            using var kill = Process.Start("kill", ["-" + signal, Pid.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
        }
        return await EndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!shell.HasExited)
        {
            shell.StandardInput.Close();
            await EndAsync();
        }
        shell.Dispose();
    }

    private void OnOutput(string? line)
    {
        if (line is null) return;
        if (!pid.Task.IsCompleted && int.TryParse(line, CultureInfo.InvariantCulture, out var id)) pid.TrySetResult(id);
        else lines.Enqueue(line);
    }

    private void OnError(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}

/// <summary>A program that has ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">All it printed.</param>
internal sealed record Finished(int Code, string Output);
