namespace Lobster.Tests.Compute.Ec2.Moto;

/// <summary>One test at a time: they share the server, and each begins with an empty one.</summary>
[CollectionDefinition(Name)]
public sealed class OneMoto : ICollectionFixture<MotoServer>
{
    public const string Name = "moto";
}
