using System.Xml.Linq;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>Parts of EC2's answers.</summary>
internal static class Ec2FakeXml
{
    private static readonly XNamespace Ec2 = "http://ec2.amazonaws.com/doc/2016-11-15/";

    public static XElement X(string name, params object?[] content) => new(Ec2 + name, content);

    public static XElement TagSet(IReadOnlyDictionary<string, string> tags) => X("tagSet", [.. tags.Select(t => X("item", X("key", t.Key), X("value", t.Value)))]);
}
