using System.Reflection;
using Lobster.Backends.Compute.Sandbox;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Conformance;

/// <summary>Fails when a backend claims an interface and nobody runs its suite, or an interface has no suite at all.</summary>
public sealed class ConformanceCoverageTests
{
    private static readonly Type[] TestTypes = typeof(ConformanceCoverageTests).Assembly.GetTypes();

    private static readonly Type[] Contracts = [typeof(IComputeBackend), typeof(ILongTasks), .. CapabilityLookup.Interfaces.Values];

    [Fact]
    public void EveryBackend_RunsTheSuiteOfEveryInterfaceItHas()
    {
        var running = RunningSuites().ToHashSet();

        var forgotten =
            from backend in typeof(SandboxModule).Assembly.GetTypes()
            where backend is { IsClass: true, IsAbstract: false } && backend.IsAssignableTo(typeof(IComputeBackend))
            from suite in Suites
            where backend.IsAssignableTo(suite.Contract) && !running.Contains((FirstWith(backend, suite.Contract), suite.Type))
            select $"{backend.Name} does not run {suite.Type.Name}";

        Assert.Empty(forgotten);
    }

    [Fact]
    public void EveryInterfaceOfTheContract_HasASuite() => Assert.Empty(Contracts.Except(Suites.Select(s => s.Contract)));

    [Fact]
    public void EveryCapabilityInterface_HasExactlyOneName()
    {
        var interfaces = typeof(ICapability).Assembly.GetTypes()
            .Where(t => t.IsInterface && t != typeof(ICapability) && t.IsAssignableTo(typeof(ICapability))).ToHashSet();

        Assert.True(interfaces.SetEquals(CapabilityLookup.Interfaces.Values));
        Assert.Equal(Enum.GetValues<Capability>(), CapabilityLookup.Interfaces.Keys.Order());
        Assert.Equal(interfaces.Count, CapabilityLookup.Interfaces.Count);
    }

    private static IEnumerable<(Type Type, Type Contract)> Suites =>
        from type in TestTypes
        let attribute = type.GetCustomAttribute<ConformsToAttribute>(inherit: false)
        where attribute is not null
        select (type, attribute.Contract);

    private static IEnumerable<(Type Backend, Type Suite)> RunningSuites()
    {
        foreach (var test in TestTypes.Where(t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
            for (var at = test.BaseType; at is not null; at = at.BaseType)
                if (at.IsGenericType && at.GetGenericTypeDefinition().IsDefined(typeof(ConformsToAttribute), inherit: false))
                    yield return (BackendOf(at.GetGenericArguments()[0]), at.GetGenericTypeDefinition());
    }

    // A backend that only adds to another has the rest from there, where it is proved.
    private static Type FirstWith(Type backend, Type contract) =>
        backend.BaseType is { IsAbstract: false } parent && parent.IsAssignableTo(contract) ? FirstWith(parent, contract) : backend;

    private static Type BackendOf(Type fixture) => ((BackendFixture)Activator.CreateInstance(fixture)!).BackendType;
}
