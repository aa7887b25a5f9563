namespace Lobster.Tests.Compute.Ec2;

/// <summary>An account whose machines each get an Elastic IP address.</summary>
public sealed class Ec2ElasticFixture : Ec2Fixture
{
    protected override string PublicAddress => "elastic";
}
