using Npgsql;

namespace Lobster.Tests.Harness;

public sealed class PostgresServerTests
{
    [Fact, Trait("Category", "PostgreSql")]
    public async Task Server_AskedTwice_AnswersQueriesOnLoopback()
    {
        var first = await PostgresServer.ConnectionAsync();
        var second = await PostgresServer.ConnectionAsync();
        await using var connection = new NpgsqlConnection(second);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select inet_server_addr()::text", connection);
        var address = (string?)await command.ExecuteScalarAsync();

        Assert.Equal(first, second);
        Assert.StartsWith("127.0.0.1", address, StringComparison.Ordinal);
    }
}
