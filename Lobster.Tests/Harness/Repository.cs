namespace Lobster.Tests.Harness;

/// <summary>Where the sources are, found upwards from the test assembly.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Lobster.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The sources with one of the endings, without build output and packages, as paths relative to the root.</summary>
    public static IEnumerable<string> Sources(params string[] endings) =>
        from file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where endings.Any(e => path.EndsWith(e, StringComparison.Ordinal)) && !path.Split('/').Any(IsNotOurs)
        orderby path
        select path;

    private static bool IsNotOurs(string folder) => folder is "bin" or "obj" or "node_modules" or "artifacts" or "TestResults" or ".git" or "lib";

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Lobster.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests run from inside the repository: no Lobster.sln above " + AppContext.BaseDirectory);
    }
}
