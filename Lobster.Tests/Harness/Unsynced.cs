using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Lobster.Tests.Harness;

/// <summary>
/// Spares a test's SQLite database the wait for the disk at each commit: a test's database need not outlive the machine. What a kill of the program
/// leaves behind is the same, since the operating system keeps what was written.
/// </summary>
internal sealed class Unsynced : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Spare(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Spare(connection);
        return Task.CompletedTask;
    }

    private static void Spare(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF";
        command.ExecuteNonQuery();
    }
}
