using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>The calls of the contract's <c>openapi.yaml</c>: of each its path, its query and the fields of its form. Reads no more of YAML than that file uses.</summary>
internal sealed record ProxmoxSchema(string Method, string Path, IReadOnlySet<string> Query, IReadOnlySet<string> Fields)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProxmoxSchema> ReadAll()
    {
        var all = new List<ProxmoxSchema>();
        var (path, query, fields, isForm, parameter) = ("", new HashSet<string>(), new HashSet<string>(), false, "");
        foreach (var line in File.ReadLines(Contracts.At("proxmox", "openapi.yaml")))
        {
            var (depth, text) = (line.Length - line.TrimStart().Length, line.Trim());
            if (depth == 0 && text == "components:") break;
            if (depth == 2 && text.StartsWith('/')) path = text.TrimEnd(':');
            if (depth == 4 && text is "get:" or "post:" or "put:" or "delete:" && path.Length > 0)
            {
                (query, fields, isForm) = ([], [], false);
                all.Add(new ProxmoxSchema(text.TrimEnd(':').ToUpperInvariant(), path, query, fields));
            }

            if (depth == 6 && text.StartsWith("- name: ", StringComparison.Ordinal)) parameter = text["- name: ".Length..];
            if (depth == 8 && text == "in: query") query.Add(parameter);
            if (depth == 10 && text.EndsWith(':')) isForm = text == "application/x-www-form-urlencoded:";
            if (depth == 16 && isForm && text.EndsWith(':')) fields.Add(text.TrimEnd(':').Trim('\''));
            if (depth == 6 && text == "responses:") isForm = false;
        }

        return all;
    }

    /// <summary>Whether a request's path is one of this call.</summary>
    public bool Fits(string method, string path)
    {
        var (mine, other) = (Path.Split('/'), path.Split('/'));
        return Method == method && mine.Length == other.Length && mine.Zip(other).All(p => p.First.StartsWith('{') ? p.Second.Length > 0 : p.First == p.Second);
    }
}
