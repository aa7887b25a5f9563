namespace Lobster.Tests.Benchmarks;

/// <summary>One measurement that <c>./bench NAME</c> runs. Needs a constructor without parameters.</summary>
internal interface IBenchmark
{
    /// <summary>What is typed after <c>./bench</c>: lower case words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>One line for the list.</summary>
    string About { get; }

    /// <summary>Measures and prints its figures; nothing is asserted, since a figure depends on the machine.</summary>
    Task RunAsync(string[] args, TextWriter output);
}
