using System.Reflection;
using System.Xml.Linq;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Architecture;

/// <summary>The arrows between the projects: Web → Core and Backends, Backends → Core, Core → nothing of ours.</summary>
public sealed class ProjectTests
{
    [Theory]
    [InlineData("Lobster.Core")]
    [InlineData("Lobster.Backends", "Lobster.Core")]
    [InlineData("Lobster.Web", "Lobster.Backends", "Lobster.Core")]
    public void Project_References_OnlyWhatItsArrowsAllow(string project, params string[] allowed)
    {
        var file = XDocument.Load(Repository.At(project, project + ".csproj"));

        var referenced = file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string?)r.Attribute("Include")));

        Assert.Empty(referenced.Except(allowed));
    }

    [Theory]
    [InlineData("Lobster.Core")]
    [InlineData("Lobster.Backends", "Lobster.Core")]
    public void Assembly_Uses_OnlyWhatItsArrowsAllow(string assembly, params string[] allowed)
    {
        var used = Assembly.Load(assembly).GetReferencedAssemblies().Select(a => a.Name).Where(n => n!.StartsWith("Lobster.", StringComparison.Ordinal));

        Assert.Empty(used.Except(allowed));
    }

    [Fact]
    public void Core_Uses_NoHttpAndNoPages()
    {
        string[] forbidden = ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "MudBlazor"];

        var used = Assembly.Load("Lobster.Core").GetReferencedAssemblies().Select(a => a.Name!);

        Assert.DoesNotContain(used, name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Packages_HaveTheirVersionInOnePlace()
    {
        var versioned =
            from file in Repository.Sources(".csproj")
            from reference in XDocument.Load(Repository.At(file)).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{file}: {(string?)reference.Attribute("Include")}";

        Assert.Empty(versioned);
    }

    [Theory]
    [InlineData("Lobster.Core")]
    [InlineData("Lobster.Backends")]
    [InlineData("Lobster.Web")]
    [InlineData("Lobster.Tests")]
    public void LockFile_HoldsEveryPackageThatTheProjectNames(string project)
    {
        var named = XDocument.Load(Repository.At(project, project + ".csproj")).Descendants("PackageReference").Select(r => (string)r.Attribute("Include")!);
        var locked = File.ReadAllText(Repository.At(project, "packages.lock.json"));

        var missing = named.Where(name => !locked.Contains($"\"{name}\": {{", StringComparison.OrdinalIgnoreCase));

        Assert.Empty(missing);
    }
}
