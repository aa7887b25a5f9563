using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Benchmarks;

/// <summary>The gate through which a benchmark's sweeps pass, as the program makes it.</summary>
internal static class Gates
{
    public static SweepGate Of(TestDatabase database, BillingOptions options) => new(
        database.Transactions, database.Clock, database.Time, new Heartbeat(database.Transactions, options), SweepLease.Default, NodeName.Create());
}
