using Lobster.Backends.Compute.SolusVm1;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>The contract's answers, in both formats.</summary>
public sealed class SolusVm1AnswerTests
{
    [Fact]
    public void Parse_EveryAnswerOfTheContract_SaysTheSameInBothFormats()
    {
        var files = Directory.GetFiles(Contracts.At("solusvm1", "responses"), "*.json");

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var (json, xml) = (Parse(File.ReadAllText(file)), Parse(File.ReadAllText(Path.ChangeExtension(file, ".xml"))));
            Assert.Equal(json.Fields, xml.Fields);
            Assert.Equal(json.Servers?.Select(s => s.Fields), xml.Servers?.Select(s => s.Fields));
        }
    }

    [Fact]
    public void Parse_EveryUpstreamSample_IsRead()
    {
        foreach (var file in Directory.GetFiles(Contracts.At("solusvm1", "upstream"), "*.json")) Assert.Contains("status", Parse(File.ReadAllText(file)).Fields.Keys);
    }

    [Fact]
    public void Parse_BareAmpersandsAndADeclaration_AreTolerated()
    {
        var told = Parse("<?xml version=\"1.0\"?>\n<status>success</status><trafficgraph>/g?a=1&b=2&amp;c=3</trafficgraph>");

        Assert.Equal("/g?a=1&b=2&c=3", told["trafficgraph"]);
    }

    [Theory]
    [InlineData("""{"status":"success","virtualservers":""}""", true)]
    [InlineData("""{"status":"success","virtualservers":[]}""", true)]
    [InlineData("<status>success</status><virtualservers></virtualservers>", true)]
    [InlineData("""{"status":"success"}""", false)]
    public void Servers_None_IsNotTheSameAsNoList(string text, bool isList) => Assert.Equal(isList, Parse(text).Servers is { Count: 0 });

    [Theory]
    [InlineData("vserver-infoall-online.json", "running", 2)]
    [InlineData("vserver-infoall-offline.xml", "stopped", 1)]
    [InlineData("vserver-infoall-suspended.json", "suspended", 1)]
    public void Vm_OfTheContract_HasStateFiguresAndAddresses(string file, string power, int publics)
    {
        var record = Parse(File.ReadAllText(Contracts.At("solusvm1", "responses", "node-virtualservers.json"))).Servers!.Single();

        var vm = SolusVm1Mapping.Vm(record, Parse(File.ReadAllText(Contracts.At("solusvm1", "responses", file))));

        Assert.Equal(("412", "web1.example.com", new PowerState(power), 2048, 20), (vm.Id, vm.Name, vm.Power!.Value, vm.RamMb, vm.DiskGb));
        Assert.Equal(("debian-12-x86_64", null, null), (vm.ImageId, vm.VCpus, vm.Mark));
        Assert.Equal("192.0.2.10", vm.Addresses![0].Address.ToString());
        Assert.Equal(publics, vm.Addresses.Count(a => a.IsPublic));
        Assert.Equal(publics - 1, vm.Addresses.Count(a => a.CanRemove));
    }

    [Fact]
    public void Transfer_OfTheContract_IsTheUsedPart() => Assert.Equal(123_456_789, SolusVm1Mapping.UsedBytes(Parse(File.ReadAllText(Contracts.At("solusvm1", "responses", "vserver-infoall-online.json")))));

    [Theory]
    [InlineData("")]
    [InlineData("total bandwidth, used bandwidth, free bandwidth, percent used bandwidth")]
    [InlineData("1,2")]
    public void Transfer_NoFigures_IsNotTold(string text) => Assert.Null(SolusVm1Mapping.UsedBytes(new SolusVm1Answer(new Dictionary<string, string> { ["bandwidth"] = text })));

    private static SolusVm1Answer Parse(string text) => Assert.IsType<SolusVm1Answer>(SolusVm1Answer.Parse(text));
}
