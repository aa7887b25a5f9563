using Lobster.Backends;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute;

/// <summary>
/// The pages of docs about backends say what the code says: the table of capabilities, and each provider's options and reasons. The variable
/// LOBSTER_WRITE_DOCS=1 writes those parts anew instead of comparing them.
/// </summary>
public sealed class BackendPagesTests : IDisposable
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("LOBSTER_WRITE_DOCS") == "1";

    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddLobsterBackends().BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Table_OfProvidersAndCapabilities_IsThatOfTheCode()
    {
        var backends = await BackendsAsync();
        List<string> lines =
        [
            Row("", backends.Select(b => $"[{b.Factory.DisplayName}](backends/{b.Factory.Type}.md)")),
            Row("---", backends.Select(_ => "---")),
            .. Enum.GetValues<Capability>().Select(c => Row(Words(c), backends.Select(b => b.Backend.Has(c) ? "yes" : "–"))),
        ];

        await AssertPartAsync("backends.md", "table", string.Concat(lines));
    }

    [Fact]
    public async Task Pages_OfProviders_TellTheirOptionsAndReasons()
    {
        foreach (var (factory, backend) in await BackendsAsync())
        {
            var page = Path.Combine("backends", factory.Type + ".md");
            List<string> options = [Row("field", ["default", ""]), Row("---", ["---", "---"]), .. factory.OptionFields.Select(f => Row(f.Label, [Default(f), f.Help ?? ""]))];
            await AssertPartAsync(page, "options", string.Concat(options));
            await AssertPartAsync(page, "missing", string.Concat(backend.Description.Missing.OrderBy(m => m.Key).Select(m => $"- {Words(m.Key)}: {m.Value}\n")));
        }
    }

    private async Task<List<(IBackendFactory Factory, IComputeBackend Backend)>> BackendsAsync()
    {
        var fixtures = typeof(BackendFixture).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(BackendFixture)));
        var backends = new Dictionary<string, IComputeBackend>();
        foreach (var type in fixtures)
        {
            await using var fixture = (BackendFixture)Activator.CreateInstance(type)!;
            if (fixture is { IsHere: true, IsUsual: true }) backends[fixture.Type] = fixture.Backend;
        }

        return [.. services.GetServices<IBackendFactory>().OrderBy(f => f.DisplayName, StringComparer.Ordinal).Select(f => (f, backends[f.Type]))];
    }

    private static async Task AssertPartAsync(string page, string name, string wanted)
    {
        var path = Repository.At("docs", page);
        Assert.True(File.Exists(path), $"There is no docs/{page}.");
        var (begin, end) = ($"<!-- {name}: written by BackendPagesTests -->\n", $"<!-- end of {name} -->");
        var text = (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n");
        var (from, until) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= 0 && until > from, $"docs/{page} has no part {name}.");
        from += begin.Length;
        wanted = wanted.ReplaceLineEndings("\n");
        if (Writes) await File.WriteAllTextAsync(path, text[..from] + wanted + text[until..]);
        else Assert.Equal(wanted, text[from..until]);
    }

    private static string Row(string first, IEnumerable<string> others) => $"| {string.Join(" | ", others.Prepend(first))} |\n";

    private static string Default(OptionField field) => field switch
    {
        { Required: true } => "required",
        { Kind: OptionKind.Switch } => field.Default == "true" ? "on" : "off",
        { Kind: OptionKind.Choice } => field.Choices.FirstOrDefault(c => c.Value == field.Default)?.Label ?? "",
        { Min: { } min, Max: { } max } => $"{field.Default} ({min} to {max})",
        _ => field.Default ?? "",
    };

    private static string Words(Capability capability) => capability switch
    {
        Capability.ForcedPower => "Power cut and reset",
        Capability.Rename => "Rename",
        Capability.Reimage => "Reimage",
        Capability.Resize => "Resize",
        Capability.Snapshot => "Snapshots",
        Capability.AddressList => "All addresses",
        Capability.AddressChanges => "Add and remove addresses",
        Capability.ReverseDns => "Reverse DNS",
        Capability.ImageCatalogue => "List of images",
        Capability.ImageFetch => "Image from a URL",
        Capability.ImageInspect => "State of an image",
        Capability.ImageDelete => "Delete an image",
        Capability.PlanCatalogue => "List of plans",
        Capability.TransferMeter => "Transfer",
        Capability.CustomActions => "Actions of its own",
        Capability.Console => "Console",
        Capability.Terminal => "Terminal",
        _ => throw new ArgumentOutOfRangeException(nameof(capability), capability, null),
    };
}
