namespace Lobster.Tests.Compute.Ec2;

/// <summary>The fake says no.</summary>
internal sealed class Ec2FakeRefusal(string code, string text, int status = 400) : Exception(text)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
