using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

[ConformsTo(typeof(ICustomActions))]
public abstract class CustomActionsConformance<TFixture> : ConformanceSuite<TFixture>
    where TFixture : BackendFixture, new()
{
    private static readonly Dictionary<string, string> NoInput = [];

    private ICustomActions Actions => Capability<ICustomActions>();

    [Fact]
    public async Task Run_OfferedAction_ComesToAnEnd()
    {
        var vm = await RunningAsync();
        var (id, input) = Assert.NotNull(Cloud.Action);

        var offered = await Actions.ListActionsAsync(vm.Id, Token);
        var outcome = await Actions.RunActionAsync(vm.Id, id, input, Token);
        await DoneAsync(vm.Id, outcome.Change);

        var action = Assert.Single(offered, a => a.Id == id);
        Assert.Null(action.DisabledBecause);
        Assert.Equal(action.IsRead, outcome.Text is not null || outcome.Link is not null);
        Assert.True(!action.IsRead || outcome.Change is BackendChange.Done { Login: null });
        Assert.Equal(offered.Count, offered.DistinctBy(a => a.Id).Count());
    }

    [Fact]
    public async Task Run_UnknownAction_IsNotFound()
    {
        var vm = await RunningAsync();

        await RefusedAsync(BackendErrorKind.NotFound, () => Actions.RunActionAsync(vm.Id, "no-such-action", NoInput, Token));
    }

    [Fact]
    public async Task List_UnknownMachine_IsNotFound() => await UnknownVmAsync(id => Actions.ListActionsAsync(id, Token));
}
