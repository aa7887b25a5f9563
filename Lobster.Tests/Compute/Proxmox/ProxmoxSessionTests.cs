using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>A region with a user and a password and no token.</summary>
public sealed class ProxmoxSessionTests : ConformanceSuite<ProxmoxFixture>
{
    public ProxmoxSessionTests()
    {
        Cloud.Values.Remove("tokenId");
        Cloud.Values.Remove("tokenSecret");
    }

    [Fact]
    public async Task Life_OfAMachine_LogsInOnce()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(1, Cloud.Api.Logins);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Ticket_AfterAnHour_IsFetchedAnew()
    {
        await ListAsync();
        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(59));
        await ListAsync();
        var before = Cloud.Api.Logins;

        await Cloud.AdvanceAsync(TimeSpan.FromMinutes(1));
        await ListAsync();

        Assert.Equal((1, 2), (before, Cloud.Api.Logins));
    }

    [Fact]
    public async Task Ticket_NoLongerBelieved_IsFetchedAnewAndTheChangeIsMadeOnce()
    {
        var vm = await RunningAsync();
        Cloud.Api.ForgetTickets();

        await DoneAsync(vm.Id, await Capability<IRename>().RenameAsync(vm.Id, "other", Token));

        Assert.Equal(("other", 2), ((await GetAsync(vm.Id)).Name, Cloud.Api.Logins));
    }

    [Fact]
    public async Task Login_WrongPassword_IsUnauthorizedAndAskedOnce()
    {
        Cloud.Values["password"] = "wrong";

        await RefusedAsync(BackendErrorKind.Unauthorized, async () => await ListAsync());

        Assert.Equal(1, Cloud.Api.Logins);
    }

    [Fact]
    public async Task Login_AnswerLost_IsUnavailableAlsoForAChange()
    {
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/ticket", StringComparison.Ordinal)) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Backend.CreateAsync(Request(), Token));

        Assert.Empty(Cloud.Api.Machines);
    }

    [Fact]
    public async Task Login_SecondFactor_SaysWhatToDo()
    {
        Cloud.Api.Meet(new Trouble(_ => true)
        {
            Instead = Trouble.Says(System.Net.HttpStatusCode.OK, """{"data":{"ticket":"PVE:!tfa!{}:6742F0AA::x","CSRFPreventionToken":"x","NeedTFA":1,"username":"lobster@pve"}}"""),
        });

        Assert.Contains("second factor", (await RefusedAsync(BackendErrorKind.Unauthorized, async () => await ListAsync())).Message, StringComparison.Ordinal);
    }
}
