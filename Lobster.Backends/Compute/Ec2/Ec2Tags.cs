using System.Globalization;
using Amazon.EC2.Model;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// The tags that the panel puts on what it makes, in one request with the making: whose it is, by which creation, and what is still to be done with it. Pure.
/// </summary>
internal static class Ec2Tags
{
    /// <summary>The name that people read.</summary>
    public const string Name = "Name";

    /// <summary>The installation.</summary>
    public const string Panel = "lobster-panel";

    /// <summary>The token of the creation.</summary>
    public const string Token = "lobster-token";

    /// <summary>When it was asked for, in Unix seconds.</summary>
    public const string Made = "lobster-made";

    /// <summary>On a machine that was stopped to be resized and is to be started again.</summary>
    public const string Restart = "lobster-restart";

    /// <summary>On a machine that gets an Elastic IP address once it runs.</summary>
    public const string Elastic = "lobster-elastic";

    /// <summary>On an Elastic IP address: the instance that it was made for, and goes with.</summary>
    public const string For = "lobster-for";

    /// <summary>On an Elastic IP address that its machine got when it was made.</summary>
    public const string Main = "lobster-main";

    /// <summary>The tags of a machine.</summary>
    public static List<Tag> OfMachine(string name, Guid installation, Guid token, long made, bool isElastic) =>
        [new(Name, name), .. OfCreation(installation, token), new(Made, made.ToString(CultureInfo.InvariantCulture)), .. Flag(isElastic, Elastic)];

    /// <summary>The tags of an image.</summary>
    public static List<Tag> OfImage(string name, Guid installation, Guid token) => [new(Name, name), .. OfCreation(installation, token)];

    /// <summary>The tags of an Elastic IP address.</summary>
    public static List<Tag> OfAddress(Guid installation, string instance, bool isMain) =>
        [new(Panel, installation.ToString()), new(For, instance), .. Flag(isMain, Main)];

    /// <summary>The value of a tag; null for none.</summary>
    public static string? Of(IEnumerable<Tag>? tags, string key) => tags?.FirstOrDefault(t => t.Key == key)?.Value;

    /// <summary>The mark; null for what is foreign.</summary>
    public static VmMark? Mark(IReadOnlyCollection<Tag>? tags) =>
        Guid.TryParse(Of(tags, Panel), out var installation) ? new VmMark(installation, Guid.TryParse(Of(tags, Token), out var token) ? token : null) : null;

    /// <summary>When it was asked for; null where that is not told.</summary>
    public static long? MadeAt(IReadOnlyCollection<Tag>? tags) => long.TryParse(Of(tags, Made), NumberStyles.None, CultureInfo.InvariantCulture, out var made) ? made : null;

    private static IEnumerable<Tag> Flag(bool isSet, string key) => isSet ? [new Tag(key, "true")] : [];

    private static Tag[] OfCreation(Guid installation, Guid token) => [new(Panel, installation.ToString()), new(Token, token.ToString())];
}
