using Lobster.Core.Compute;
using Microsoft.Data.Sqlite;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// The file that is the simulated cloud's memory. Each call is one immediate transaction, so two panels may share a file and a
/// killed one leaves no half-made machine. The file is made at first use.
/// </summary>
internal sealed class SandboxStore(string path)
{
    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 15 }.ToString();
    private readonly Lock gate = new();
    private bool ready;

    public T Run<T>(Func<SandboxSession, T> work)
    {
        try
        {
            MakeReady();
            using var connection = Connect("PRAGMA busy_timeout = 15000; PRAGMA synchronous = NORMAL");
            using var transaction = connection.BeginTransaction(deferred: false);
            var result = work(new SandboxSession(connection, transaction));
            transaction.Commit();
            return result;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendErrorKind.Unavailable, $"The sandbox cannot use its file: {e.Message}", e);
        }
    }

    private void MakeReady()
    {
        lock (gate)
        {
            if (ready)
                return;
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            using var connection = Connect("PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL");
            using var transaction = connection.BeginTransaction(deferred: false);
            var session = new SandboxSession(connection, transaction);
            if (session.Number("PRAGMA user_version") is not (0 or SandboxSchema.Version) and var found)
                throw new BackendException(BackendErrorKind.Unavailable, $"{path} is a sandbox file of another version ({found}); name another or delete it.");
            session.Execute(SandboxSchema.Sql);
            session.Execute($"PRAGMA user_version = {SandboxSchema.Version}");
            transaction.Commit();
            ready = true;
        }
    }

    private SqliteConnection Connect(string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
