using System.Diagnostics;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Npgsql;

namespace Lobster.Tests.Benchmarks;

/// <summary>Runs a script in the database's own shell, on the same file or server, and tells how long it took: what any program is measured against.</summary>
internal static class PlainSql
{
    /// <summary>Runs it and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">The shell refused it.</exception>
    public static async Task<TimeSpan> RunAsync(TestDatabase database, string script)
    {
        var start = database.Provider == DatabaseProvider.Sqlite ? Sqlite(database) : Postgres(database);
        start.RedirectStandardInput = start.RedirectStandardError = start.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var (said, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        var took = clock.Elapsed;
        _ = await said;
        return shell.ExitCode == 0 ? took : throw new InvalidOperationException(await errors);
    }

    private static ProcessStartInfo Sqlite(TestDatabase database) =>
        new("sqlite3", ["-batch", "-bail", database.ConnectionString["Data Source=".Length..]]);

    private static ProcessStartInfo Postgres(TestDatabase database)
    {
        var to = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        return new("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", to.Database!])
        {
            Environment = { ["PGPASSWORD"] = to.Password ?? "" },
        };
    }
}
