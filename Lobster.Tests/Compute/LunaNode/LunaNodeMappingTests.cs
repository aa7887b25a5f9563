using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Compute;
using Lobster.Backends.Compute.LunaNode;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>The contract's answers as the panel sees them.</summary>
public sealed class LunaNodeMappingTests
{
    private static readonly LunaNodeJson Json = LunaNodeJson.Default;

    [Theory]
    [InlineData("vm-info-online.json", "running", "Online")]
    [InlineData("vm-info-offline.json", "stopped", "Offline")]
    [InlineData("vm-info-build.json", "provisioning", "BUILD")]
    public void Vm_OfTheContract_HasStateAndFigures(string file, string power, string raw)
    {
        var vm = LunaNodeMapping.Vm(Read(file, Json.LunaNodeMachine));

        Assert.Equal(("12000", "web1", new PowerState(power), raw), (vm.Id, vm.Name, vm.Power!.Value, vm.RawState));
        Assert.Equal(("1", 1, 512, 15), (vm.PlanId, vm.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Null(vm.Mark);
    }

    [Fact]
    public void Addresses_OfTheContract_BeginWithTheMainOne()
    {
        var addresses = LunaNodeMapping.Addresses(Read("vm-info-online.json", Json.LunaNodeMachine));

        Assert.Equal(["192.0.2.10", "2001:db8::10", "10.0.0.5"], addresses.Select(a => a.Address.ToString()));
        Assert.Equal([true, true, false], addresses.Select(a => a.IsPublic));
        Assert.DoesNotContain(addresses, a => a.CanRemove);
        Assert.Equal([true, false, false], addresses.Select(a => a.CanSetReverseDns));
    }

    [Fact]
    public void Addresses_WhileItIsBuilt_AreNone() => Assert.Empty(LunaNodeMapping.Addresses(Read("vm-info-build.json", Json.LunaNodeMachine)));

    [Fact]
    public void Lists_OfTheContract_AreRead()
    {
        Assert.Equal(["12000", "12001"], Read("vm-list.json", Json.LunaNodeVms).Vms.Select(v => v.VmId));
        Assert.Empty(Read("vm-list-empty.json", Json.LunaNodeVms).Vms);
        Assert.Equal("192.0.2.10", Assert.Single(Read("floating-list.json", Json.LunaNodeFloatings).Ips).Ip);
        Assert.Equal(["montreal", "roubaix", "toronto"], Read("region-list.json", Json.LunaNodeRegions).Regions.Keys.Order());
    }

    [Fact]
    public void Made_OfTheContract_HasItsId()
    {
        Assert.Equal("12102", Read("vm-create.json", Json.LunaNodeMadeVm).VmId);
        Assert.Equal("3236", Read("vm-snapshot.json", Json.LunaNodeMadeImage).ImageId);
        Assert.Equal("3260", Read("image-fetch.json", Json.LunaNodeMadeImage).ImageId);
        Assert.Equal("5", Read("sshkey-add.json", Json.LunaNodeMadeKey).KeyId);
        Assert.StartsWith("https://toronto-ctrl.example.com:6080/", Read("vm-vnc.json", Json.LunaNodeScreen).VncUrl, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_OfTheContract_ArePublicByTheEndOfTheirNames()
    {
        var images = Read("image-list.json", Json.LunaNodeImages).Images.Select(LunaNodeMapping.Image).ToList();

        Assert.Equal([("26", true, ImageKind.Template), ("27", true, ImageKind.Iso), ("3236", false, ImageKind.Template)], images.Select(i => (i.Id, i.IsPublic, i.Kind)));
    }

    [Theory]
    [InlineData("image-details.json", ImageState.Ready, 1313L)]
    [InlineData("image-details-metadata-array.json", ImageState.Pending, null)]
    public void Image_OfTheContract_HasStateAndSize(string file, ImageState state, long? mb)
    {
        var image = LunaNodeMapping.Image("3236", Read(file, Json.LunaNodeImageAnswer).Details);

        Assert.Equal((state, mb, Instant.Utc(2026, 1, 2, 3, 4, 5)), (image.State, image.SizeMb, image.CreatedAt));
    }

    [Fact]
    public void Image_OursNamedLikeAPublicOne_IsOurs()
    {
        var (installation, token) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var name = LunaNodeMapping.ImageName("Debian (template)", ImageKind.Template, installation, token);

        var image = LunaNodeMapping.Image("1", new LunaNodeImageDetails { Name = name, Status = "active" });

        Assert.Equal((false, "Debian (template)", new VmMark(installation, token)), (image.IsPublic, image.Name, image.Mark));
    }

    [Fact]
    public void Plans_OfTheContract_HaveExactPrices()
    {
        var plans = Read("plan-list.json", Json.LunaNodePlans).Plans.Select(LunaNodeMapping.Plan).ToList();

        Assert.Equal([0.005m, 0.0072m], plans.Select(p => p.HourlyPrice));
        Assert.Equal(("1", "512 MB", 1, 512, 15, 1000, "USD"), (plans[0].Id, plans[0].Name, plans[0].VCpus, plans[0].RamMb, plans[0].DiskGb, plans[0].TransferGb, plans[0].Currency));
    }

    [Theory]
    [InlineData("username: debian; password: s3cret", "debian", "s3cret")]
    [InlineData("password: s3cret", null, "s3cret")]
    [InlineData("username: root; password: a;b: c", "root", "a;b: c")]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    [InlineData("password: ", null, null)]
    [InlineData("use your key", null, null)]
    public void Login_Details_AreUserAndPassword(string? details, string? user, string? password)
    {
        var login = ToldLogin.Read(details);

        Assert.Equal((user, password), (login?.User, login?.Password));
    }

    [Theory]
    [InlineData("1.25", 1_342_177_280L)]
    [InlineData("0", 0L)]
    [InlineData("0.0000000001", 0L)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("-1", null)]
    [InlineData("n/a", null)]
    [InlineData("99999999999999999999", null)]
    public void Bytes_DecimalText_IsExactAndWhatIsNoFigureIsNotTold(string? text, long? bytes) => Assert.Equal(bytes, LunaNodeMapping.Bytes(text));

    [Fact]
    public void Figures_AsNumbers_AreReadAsTheTextThatTheyAre() => Assert.Equal("12000", JsonSerializer.Deserialize("""{"vm_id":12000}""", Json.LunaNodeMadeVm)!.VmId);

    private static T Read<T>(string file, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(File.ReadAllText(Contracts.At("lunanode", "responses", file)), type)!;
}
