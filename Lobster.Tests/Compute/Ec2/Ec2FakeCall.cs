using System.Globalization;
using System.Text.RegularExpressions;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>One action as the fake reads it from its form.</summary>
internal sealed class Ec2FakeCall(IReadOnlyDictionary<string, string> form, string text)
{
    public string Action => this["Action"] ?? "";

    public string Text => text;

    public string? this[string name] => form.GetValueOrDefault(name);

    public bool Flag(string name) => this[name] == "true";

    public int? Number(string name) => this[name] is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    public string Required(string name) => this[name] is { Length: > 0 } value ? value : throw new Ec2FakeRefusal("MissingParameter", $"The request must contain the parameter {name}");

    /// <summary>The values of <c>name.1</c>, <c>name.2</c>, …</summary>
    public IReadOnlyList<string> List(string name) => [.. Numbers(name).Select(n => form[$"{name}.{n}"])];

    /// <summary>The numbers of a list, also of one of structures.</summary>
    public IReadOnlyList<int> Numbers(string name) =>
    [
        .. form.Keys.Select(k => Regex.Match(k, $@"^{Regex.Escape(name)}\.(\d+)(\.|$)")).Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order(),
    ];

    /// <summary>The tags of a list.</summary>
    public Dictionary<string, string> Tags(string name) => Numbers(name).ToDictionary(n => form[$"{name}.{n}.Key"], n => form.GetValueOrDefault($"{name}.{n}.Value", ""));

    /// <summary>The tags for a kind of resource.</summary>
    public Dictionary<string, string> TagsFor(string kind) =>
        Numbers("TagSpecification").Where(n => form[$"TagSpecification.{n}.ResourceType"] == kind).SelectMany(n => Tags($"TagSpecification.{n}.Tag")).ToDictionary();

    /// <summary>Whether something passes all filters.</summary>
    public bool Passes(Func<string, string?> valueOf) => Numbers("Filter").All(n =>
        List($"Filter.{n}.Value").Any(pattern => Regex.IsMatch(valueOf(form[$"Filter.{n}.Name"]) ?? "", "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$")));
}
