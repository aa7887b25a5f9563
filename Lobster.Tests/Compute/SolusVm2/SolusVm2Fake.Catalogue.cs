using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>Plans, images, places and keys.</summary>
public sealed partial class SolusVm2Fake
{
    private readonly SortedDictionary<long, JsonObject> images = new()
    {
        [5] = Image(5, "Debian", isVisible: true, Version(51, "12", "kvm"), Version(52, "11", "kvm"), Version(53, "12", "vz")),
        [6] = Image(6, "Ubuntu", isVisible: true, Version(61, "24.04", "kvm")),
        [7] = Image(7, "Retired", isVisible: false, Version(71, "1", "kvm")),
    };

    /// <summary>The names of all OS images.</summary>
    public IReadOnlyList<string> Images => [.. images.Values.Select(i => (string)i["name"]!)];

    private void CatalogueRoutes()
    {
        On(HttpMethod.Get, "/api/v1/plans", c => Page(c, Plans.Select(p => PlanOf(p.Key))));
        On(HttpMethod.Get, "/api/v1/locations", c => Page(c, [new JsonObject { ["id"] = 1, ["name"] = "Frankfurt", ["is_default"] = true, ["is_visible"] = true }]));
        On(HttpMethod.Get, "/api/v1/projects", c => Page(c, [new JsonObject { ["id"] = 1, ["name"] = "Default" }]));
        On(HttpMethod.Get, "/api/v1/os_images", c => Page(c, images.Values.Select(i => i.DeepClone())));
        On(HttpMethod.Post, "/api/v1/os_images", c =>
        {
            images[++lastId] = Image(lastId, (string)c.Body["name"]!, (bool?)c.Body["is_visible"] ?? true);
            return Made(images[lastId].DeepClone());
        });
        On(HttpMethod.Get, "/api/v1/os_images/{id}", c => images.TryGetValue(Number(c.Id), out var image) ? Ok(image.DeepClone()) : Missing());
        On(HttpMethod.Delete, "/api/v1/os_images/{id}", c => images.Remove(Number(c.Id)) ? new Answer(HttpStatusCode.NoContent) : Missing());
        On(HttpMethod.Post, "/api/v1/os_images/{id}/versions", c =>
        {
            if (!images.TryGetValue(Number(c.Id), out var image)) return Missing();
            if (!((string)c.Body["url"]!).EndsWith(".qcow2", StringComparison.Ordinal)) return Refused("url", "The url format is invalid.");
            var version = Version(++lastId, (string)c.Body["version"]!, (string)c.Body["virtualization_type"]!);
            image["versions"]!.AsArray().Add((JsonNode)version);
            return Made(version.DeepClone());
        });
        KeyRoutes();
    }

    private void KeyRoutes()
    {
        On(HttpMethod.Get, "/api/v1/ssh_keys", c => Page(c, keys.Select(k => Shown(k.Key, k.Value))));
        On(HttpMethod.Post, "/api/v1/ssh_keys", c =>
        {
            var (name, body) = ((string)c.Body["name"]!, (string)c.Body["body"]!);
            if (body.Split(' ').Length < 2) return Refused("body", "The body format is invalid.");
            if (keys.Values.Any(k => k.Body.Split(' ')[1] == body.Split(' ')[1])) return Refused("body", "The body has already been taken.");
            keys[++lastId] = (name, body, (long?)c.Body["user_id"]);
            return Made(Shown(lastId, keys[lastId]));
        });
        On(HttpMethod.Delete, "/api/v1/ssh_keys/{id}", c => keys.Remove(Number(c.Id)) ? new Answer(HttpStatusCode.NoContent) : Missing());
    }

    private bool HasOs(long version) => images.Values.Any(i => i["versions"]!.AsArray().Any(v => (long)v!["id"]! == version));

    private static JsonObject PlanOf(long id)
    {
        var (name, cpus, ram, disk, type) = Plans[id];
        return new JsonObject
        {
            ["id"] = id, ["name"] = name, ["virtualization_type"] = type, ["params"] = new JsonObject { ["disk"] = disk, ["ram"] = ram * 1_048_576L, ["vcpu"] = cpus }, ["is_visible"] = true,
            ["limits"] = new JsonObject { ["network_total_traffic"] = new JsonObject { ["is_enabled"] = true, ["limit"] = 2, ["unit"] = "TiB" } }, ["reset_limit_policy"] = "first_day_of_month",
        };
    }

    private static JsonObject Image(long id, string name, bool isVisible, params JsonNode[] versions) =>
        new() { ["id"] = id, ["name"] = name, ["versions"] = new JsonArray(versions), ["is_default"] = false, ["is_visible"] = isVisible, ["position"] = 1 };

    private static JsonObject Version(long id, string version, string type) => new() { ["id"] = id, ["version"] = version, ["virtualization_type"] = type, ["is_visible"] = true };

    private static Answer Made(JsonNode data) => Answer.Of(HttpStatusCode.Created, new JsonObject { ["data"] = data });
}
