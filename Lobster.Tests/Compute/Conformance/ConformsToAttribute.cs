namespace Lobster.Tests.Compute.Conformance;

/// <summary>Names the contract interface that a suite proves.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConformsToAttribute(Type contract) : Attribute
{
    public Type Contract { get; } = contract;
}
