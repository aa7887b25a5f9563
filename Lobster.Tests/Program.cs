using Lobster.Tests.Benchmarks;
using Lobster.Tests.Compute.Sandbox;
using Xunit.Runner.InProc.SystemConsole;

// One program, three jobs: the tests, with `bench` first the benchmarks (see ./bench), and what a test kills (see SandboxKillTests).
return args switch
{
    ["bench", .. var rest] => await Bench.RunAsync(rest, Console.Out),
    ["sandbox-hammer", var folder] => await SandboxHammer.RunAsync(folder, Console.Out),
    _ => await ConsoleRunner.Run(args),
};
