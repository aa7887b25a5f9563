using Lobster.Tests.Benchmarks;
using Xunit.Runner.InProc.SystemConsole;

// One program, two jobs: the tests, and with `bench` first the benchmarks (see ./bench).
return args is ["bench", .. var rest]
    ? await Bench.RunAsync(rest, Console.Out)
    : await ConsoleRunner.Run(args);
