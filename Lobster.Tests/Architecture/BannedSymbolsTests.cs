using Lobster.Tests.Harness;

namespace Lobster.Tests.Architecture;

/// <summary>The list of banned symbols is there, and the compiler really uses it.</summary>
public sealed class BannedSymbolsTests
{
    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.Int32)")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.TimeSpan)")]
    public void BannedSymbols_List_HasTheClocks(string symbol) =>
        Assert.Contains(File.ReadLines(Repository.At("BannedSymbols.txt")), line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public async Task Build_OfCodeThatReadsTheSystemClock_Fails()
    {
        // Below the root, so that the shared build settings apply as they do to our projects.
        var folder = Repository.At("artifacts", "banned-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Banned.csproj"), """<Project Sdk="Microsoft.NET.Sdk" />""");
            await File.WriteAllTextAsync(Path.Combine(folder, "Clock.cs"), "namespace Banned; public static class Clock { public static System.DateTime Read() => System.DateTime.UtcNow; }");

            var build = await ChildProcess.RunAsync(["dotnet", "build", folder, "-v", "quiet", "--nologo", "-p:UseSharedCompilation=false", "-nodeReuse:false"]);

            Assert.NotEqual(0, build.Code);
            Assert.Contains("RS0030", build.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
