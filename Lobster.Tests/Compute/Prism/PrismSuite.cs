using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Prism;

/// <summary>All requests of a machine's whole life fit the provider's own OpenAPI file.</summary>
public abstract class PrismSuite<TFixture> : ConformanceSuite<TFixture>
    where TFixture : HttpFixture, new()
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2YQVb5mDkG9rb4zzcCm3Zp1XJYx6y9S0c5o2F0mY2L one@example.org";

    /// <summary>The provider's folder and file among the contracts.</summary>
    protected abstract (string Provider, string File) OpenApi { get; }

    /// <summary>The beginning of our paths that the file has in its server's address: Prism serves it at its own root.</summary>
    protected virtual string Root => "";

    /// <summary>What the file is wrong about: methods and beginnings of paths.</summary>
    protected virtual IReadOnlyList<string> Unknown => [];

    /// <summary>Whether the file is wrong about a request, or lacks it.</summary>
    protected virtual bool IsUnknown(string asked) => Unknown.Any(u => asked.StartsWith(u, StringComparison.Ordinal));

    [Fact]
    public async Task Requests_OfAMachinesLife_FitTheProvidersOwnDescription()
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At(OpenApi.Provider, OpenApi.File));
        await LiveAsync();

        var complaints = new List<string>();
        for (var i = 0; i < Cloud.Api.Requests.Count; i++)
        {
            var asked = Cloud.Api.Asked[i];
            if (IsUnknown(asked) || Cloud.Api.Asked.IndexOf(asked) < i) continue;
            if (await prism.ComplaintAsync(Cloud.Api.Requests[i], Cloud.Api.Bodies[i], Root) is { } complaint) complaints.Add($"{asked} {Cloud.Api.Bodies[i]}\n  {complaint}");
        }

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
        Assert.True(Cloud.Api.Asked.Distinct().Count() > 10);
    }

    private async Task LiveAsync()
    {
        await Backend.CheckAsync(Token);
        var made = await Backend.CreateAsync(Request() with { SshKeys = [Key], UserData = Backend.Description.TakesUserData ? "#cloud-config\n" : null }, Token);
        await DoneAsync(made.VmId, made.Change);
        var vm = await GetAsync(made.VmId);
        await Backend.FindByTokenAsync(vm.Mark!.Token!.Value, Token);
        await ListAsync();
        await CatalogueAsync();
        await DoneAsync(vm.Id, await Backend.RebootAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));
        await DoneAsync(vm.Id, await Backend.StartAsync(vm.Id, Token));
        if (Backend is IConsole console) await console.OpenConsoleAsync(vm.Id, Token);
        if (Backend is IRename rename) await DoneAsync(vm.Id, await rename.RenameAsync(vm.Id, "renamed", Token));
        if (Backend is IResize resize) await DoneAsync(vm.Id, await resize.ResizeAsync(vm.Id, Cloud.LargerSize, Token));
        if (Backend is IReimage reimage) await DoneAsync(vm.Id, await reimage.ReimageAsync(new ReimageVm(vm.Id, Cloud.OtherImageId), Token));
        await AddressesAsync(vm.Id);
        await ImagesAsync(vm.Id);
        await Cloud.AdvanceAsync(TimeSpan.FromHours(2));
        if (Backend is ITransferMeter meter) await meter.ReadTransferAsync([vm.Id], default, Token).ToListAsync(Token);
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));
    }

    private async Task CatalogueAsync()
    {
        if (Backend is IPlanCatalogue plans) await plans.ListPlansAsync(Token);
        if (Backend is IImageCatalogue images) await images.ListImagesAsync(Token).ToListAsync(Token);
    }

    private async Task AddressesAsync(string vm)
    {
        if (Backend is IReverseDns names)
            foreach (var address in (await names.ListAddressesAsync(vm, Token)).Where(a => a.CanSetReverseDns))
            {
                await DoneAsync(vm, await names.SetReverseDnsAsync(vm, address.Address, "mail.example.org", Token));
                await DoneAsync(vm, await names.SetReverseDnsAsync(vm, address.Address, null, Token));
            }

        if (Backend is not IAddressChanges changes) return;
        foreach (var type in changes.AddressTypes)
        {
            var added = Address(await DoneAsync(vm, await changes.AddAddressAsync(vm, type, Token)));
            await DoneAsync(vm, await changes.RemoveAddressAsync(vm, added, Token));
        }
    }

    private async Task ImagesAsync(string vm)
    {
        if (Backend is IImageFetch fetch) await DoneAsync(vm, await fetch.FetchImageAsync(new FetchImage(Guid.CreateVersion7(), "own", Cloud.FetchSource.Source, Cloud.FetchSource.Format), Token));
        if (Backend is not ISnapshot snapshots) return;
        var image = await DoneAsync(vm, await snapshots.SnapshotAsync(vm, "copy", Guid.CreateVersion7(), Token));
        await snapshots.GetImageAsync(image!, Token);
        if (Backend is IImageDelete delete) await DoneAsync(vm, await delete.DeleteImageAsync(image!, Token));
    }
}
