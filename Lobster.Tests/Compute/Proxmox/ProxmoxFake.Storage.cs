using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Files on the storage of images, which each node has for itself.</summary>
public sealed partial class ProxmoxFake
{
    private readonly Dictionary<string, (string Node, long Size)> files = new()
    {
        ["local:iso/debian-12.iso"] = ("pve1", 659_554_304), ["local:import/debian-12.qcow2"] = ("pve2", 348_127_232),
    };

    /// <summary>The files by volume.</summary>
    public IReadOnlyCollection<string> Files => files.Keys;

    private void StorageRoutes()
    {
        On(HttpMethod.Get, $"{Root}/nodes/{{id}}/storage", _ => Data(new JsonArray(
            new JsonObject { ["storage"] = "local", ["type"] = "dir", ["content"] = "iso,vztmpl,import,snippets", ["active"] = 1, ["enabled"] = 1, ["shared"] = 0 },
            new JsonObject { ["storage"] = "local-lvm", ["type"] = "lvmthin", ["content"] = "images,rootdir", ["active"] = 1, ["enabled"] = 1, ["shared"] = 0 })));
        On(HttpMethod.Get, $"{Root}/nodes/{{id}}/storage/{{sub}}/content", c => c.Sub != "local"
            ? Dies($"storage '{c.Sub}' does not exist")
            : Data(new JsonArray([.. files.Where(f => f.Value.Node == c.Id && f.Key.StartsWith($"local:{c.Query("content")}/", StringComparison.Ordinal)).Select(f => Shown(c, f.Key, f.Value.Size))])));
        On(HttpMethod.Delete, $"{Root}/nodes/{{id}}/storage/local/content/{{sub}}", c => files.TryGetValue(c.Sub, out var file) && file.Node == c.Id
            ? Data(Begin(c.Id, "imgdel", c.Sub, Now + TimeSpan.FromSeconds(Seconds["imgdel"]), () => files.Remove(c.Sub) ? null : "no such file"))
            : Dies($"no such volume '{c.Sub}'"));
        On(HttpMethod.Post, $"{Root}/nodes/{{id}}/storage/{{sub}}/download-url", Download);
    }

    private Answer Download(Call call)
    {
        var (content, file) = (call.Form["content"], call.Form["filename"]);
        string[] endings = content == "iso" ? [".iso", ".img"] : [".qcow2", ".raw", ".vmdk", ".ova"];
        if (!endings.Any(e => file.EndsWith(e, StringComparison.Ordinal)) || file.Length > 255) return Wrong("filename", "wrong file extension");
        return Data(Begin(call.Id, "download", "", Now + TimeSpan.FromSeconds(Seconds["download"]), () =>
        {
            if (Fails.TryGetValue("download", out var error)) return error;
            files[$"{call.Sub}:{content}/{file}"] = (call.Id, 348_127_232);
            return null;
        }));
    }

    private static JsonObject Shown(Call call, string volume, long size) => new()
    {
        ["volid"] = volume, ["content"] = call.Query("content"), ["format"] = volume.Split('.')[^1], ["size"] = size, ["ctime"] = 1_732_440_000,
    };
}
