namespace Lobster.Tests.Compute.CloudStack;

/// <summary>The fake says no.</summary>
internal sealed class CloudStackFakeRefusal(int code, string text) : Exception(text)
{
    public int Code { get; } = code;
}
