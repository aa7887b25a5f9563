using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lobster.Web.Backups;

/// <summary>Runs PostgreSQL's own programs against the panel's database. The password goes by the environment, never by the command line.</summary>
internal sealed class PostgresTool(string connectionString)
{
    private readonly NpgsqlConnectionStringBuilder target = new(connectionString);

    /// <summary>The database's name.</summary>
    public string Database => target.Database ?? target.Username ?? "";

    /// <summary>Runs one to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="BackupException">It is not installed, or it failed.</exception>
    public async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(program, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            throw new BackupException($"{program} was not found. It comes with PostgreSQL's client programs (Debian: postgresql-client) and must be on the PATH.");
        }

        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? await output : throw new BackupException($"{program} failed: {(await errors).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private ProcessStartInfo Describe(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Set("PGHOST", target.Host);
        Set("PGPORT", target.Port.ToString(CultureInfo.InvariantCulture));
        Set("PGUSER", target.Username);
        Set("PGPASSWORD", target.Password);
        Set("PGPASSFILE", target.Passfile);
        Set("PGDATABASE", Database);
        Set("PGSSLROOTCERT", target.RootCertificate);
        Set("PGSSLMODE", target.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var other => other.ToString().ToLowerInvariant() });
        return start;

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        }
    }
}
