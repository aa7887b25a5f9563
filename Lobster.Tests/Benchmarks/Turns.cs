using System.Diagnostics;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Benchmarks;

/// <summary>Two equal databases, on which a sweep and plain SQL do the same hours in turns; who begins changes each hour.</summary>
internal sealed class Turns : IAsyncDisposable
{
    private bool isOursFirst;

    private Turns(TestDatabase ours, TestDatabase plain) => (Ours, Plain) = (ours, plain);

    /// <summary>The one that the sweep works on.</summary>
    public TestDatabase Ours { get; }

    /// <summary>The one that the shell works on.</summary>
    public TestDatabase Plain { get; }

    /// <summary>Makes both, fills both in the same way and settles them, as databases that live for years are.</summary>
    public static async Task<Turns> CreateAsync(DatabaseProvider provider, Func<TestDatabase, Task> fill)
    {
        var turns = new Turns(await TestDatabase.CreateAsync(provider), await TestDatabase.CreateAsync(provider));
        foreach (var database in turns.Both)
        {
            // Nine in the evening: three hours later a UTC day ends.
            database.Time.Advance(TimeSpan.FromHours(9));
            await fill(database);
        }

        return turns;
    }

    /// <summary>Lets an hour pass and times both.</summary>
    public async Task<(TimeSpan Ours, TimeSpan Plain)> HourAsync(Func<Task<SweepResult>> sweep, int expected, Func<string> script)
    {
        foreach (var database in Both) database.Time.Advance(TimeSpan.FromHours(1));
        isOursFirst = !isOursFirst;
        var plain = isOursFirst ? TimeSpan.Zero : await PlainSql.RunAsync(Plain, script());
        var clock = Stopwatch.StartNew();
        var result = await sweep();
        var ours = clock.Elapsed;
        if (result.Done != expected || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {expected} were done, {result.Failed} failed.");
        return (ours, isOursFirst ? await PlainSql.RunAsync(Plain, script()) : plain);
    }

    /// <summary>Makes sure that a count or sum is the same in both.</summary>
    public async Task CompareAsync<T>(Func<LobsterDbContext, Task<T>> figure)
    {
        var found = new List<T>();
        foreach (var database in Both)
        {
            await using var db = database.Open();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            found.Add(await figure(db));
        }

        if (!Equals(found[0], found[1])) throw new InvalidOperationException($"The two wrote different rows: {found[0]} and {found[1]}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Ours.DisposeAsync();
        await Plain.DisposeAsync();
    }

    private TestDatabase[] Both => [Ours, Plain];
}
