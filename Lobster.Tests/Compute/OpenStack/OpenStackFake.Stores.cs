using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>Glance and Neutron.</summary>
public sealed partial class OpenStackFake
{
    private void ImageRoutes()
    {
        On(HttpMethod.Get, "/v2/images", call =>
        {
            var all = images.Where(i => Fits(i, call, "lobster_panel") && Fits(i, call, "lobster_token")).ToList();
            return Ok(new() { ["images"] = new JsonArray([.. all.Select(i => i.DeepClone())]), ["first"] = "/v2/images" });
        });
        On(HttpMethod.Post, "/v2/images", call =>
        {
            var image = call.Body;
            (image["id"], image["status"], image["created_at"]) = (NewId(), "queued", "2026-03-01T00:00:00Z");
            images.Add(image);
            return Answer.Of(HttpStatusCode.Created, image.DeepClone());
        });
        On(HttpMethod.Get, "/v2/images/{id}", c => images.Find(i => (string?)i["id"] == c.Id) is { } image ? Ok(image.DeepClone().AsObject()) : NoImage());
        On(HttpMethod.Delete, "/v2/images/{id}", c => images.RemoveAll(i => (string?)i["id"] == c.Id) > 0 ? new Answer(HttpStatusCode.NoContent) : NoImage());
        On(HttpMethod.Get, "/v2/info/import", _ => Ok(new() { ["import-methods"] = new JsonObject { ["value"] = FetchesImages ? new JsonArray("glance-direct", "web-download") : new JsonArray("glance-direct") } }));
        On(HttpMethod.Post, "/v2/images/{id}/import", Import);
    }

    private void NetworkRoutes()
    {
        On(HttpMethod.Get, "/v2.0/networks/{id}", c => c.Id is Network or Pool ? Ok(new() { ["network"] = new JsonObject { ["id"] = c.Id, ["name"] = "net" } }) : NeutronFault(HttpStatusCode.NotFound, "NetworkNotFound", "Network could not be found."));
        On(HttpMethod.Get, "/v2.0/ports", c => Ok(new() { ["ports"] = new JsonArray([.. servers.Where(s => s.Id == c.Query("device_id")).SelectMany(s => s.Ports.Select(p => Shown(s, p)))]) }));
        On(HttpMethod.Get, "/v2.0/floatingips", c =>
        {
            var ports = c.Query("port_id")!.Split(',');
            return Ok(new() { ["floatingips"] = new JsonArray([.. floating.Where(f => ports.Contains((string?)f["port_id"])).Select(f => f.DeepClone())]) });
        });
        On(HttpMethod.Post, "/v2.0/floatingips", AddFloating);
        On(HttpMethod.Delete, "/v2.0/floatingips/{id}", c =>
        {
            if (floating.Find(f => (string?)f["id"] == c.Id) is not { } gone) return NeutronFault(HttpStatusCode.NotFound, "FloatingIPNotFound", "Floating IP could not be found.");
            floating.Remove(gone);
            if (PortOf(gone) is { } port) port.FloatingAddress = null;
            return new Answer(HttpStatusCode.NoContent);
        });
    }

    private Answer Snapshot(OpenStackFakeServer server, JsonNode wanted)
    {
        var image = Image(NewId(), (string)wanted["name"]!);
        (image["visibility"], image["status"], image["size"]) = ("private", "queued", null);
        foreach (var (key, value) in wanted["metadata"]!.AsObject()) image[key] = value!.DeepClone();
        images.Add(image);
        server.Begin("image_snapshot", Now + TimeSpan.FromSeconds(5), () => { });
        making.Add(((string)image["id"]!, Now + TimeSpan.FromSeconds(5), false));
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["image_id"] = (string)image["id"]! });
    }

    private Answer Import(Call call)
    {
        if (images.Find(i => (string?)i["id"] == call.Id) is not { } image) return NoImage();
        if ((string?)image["status"] != "queued" || image["os_glance_importing_to_stores"] is not null) return new Answer(HttpStatusCode.Conflict, """{"message":"Image is being imported.","code":"409 Conflict","title":"Conflict"}""");
        var source = (string)call.Body["method"]!["uri"]!;
        if (source.Contains("forbidden", StringComparison.Ordinal)) return new Answer(HttpStatusCode.BadRequest, """{"message":"URI for web-download does not pass filtering","code":"400 Bad Request","title":"Bad Request"}""");
        image["os_glance_importing_to_stores"] = "file";
        making.Add((call.Id, Now + TimeSpan.FromSeconds(8), !source.Contains("missing", StringComparison.Ordinal)));
        return Accepted();
    }

    // Snapshots and fetches that are over by now. A fetch that failed goes back to where it was.
    private void Settle()
    {
        foreach (var (id, _, isGood) in making.Where(m => m.At <= Now))
        {
            if (images.Find(i => (string?)i["id"] == id) is not { } image) continue;
            var isFetch = image.Remove("os_glance_importing_to_stores");
            if (isFetch && !isGood) image["os_glance_failed_import"] = "file";
            else (image["status"], image["size"]) = ("active", 7_340_033);
        }

        making.RemoveAll(m => m.At <= Now);
    }

    private Answer AddFloating(Call call)
    {
        var wanted = call.Body["floatingip"]!.AsObject();
        if ((string?)wanted["floating_network_id"] != Pool) return NeutronFault(HttpStatusCode.BadRequest, "BadRequest", "This is no external network.");
        if (floating.Count >= 5000) return NeutronFault(HttpStatusCode.Conflict, "OverQuota", "Quota exceeded for resources: ['floatingip'].");
        if (PortOf(wanted) is not { FloatingAddress: null } port) return NeutronFault(HttpStatusCode.Conflict, "FloatingIPPortAlreadyAssociated", "The port has a floating IP already.");
        count++;
        var made = new JsonObject { ["id"] = NewId(), ["floating_ip_address"] = $"203.0.{113 + count / 250}.{count % 250 + 1}", ["port_id"] = port.Id, ["status"] = "DOWN" };
        port.FloatingAddress = (string)made["floating_ip_address"]!;
        floating.Add(made);
        return Answer.Of(HttpStatusCode.Created, new JsonObject { ["floatingip"] = made.DeepClone() });
    }

    private OpenStackFakeServer.Port? PortOf(JsonObject holder) => servers.SelectMany(s => s.Ports).FirstOrDefault(p => p.Id == (string?)holder["port_id"]);

    private static JsonObject Shown(OpenStackFakeServer server, OpenStackFakeServer.Port port) => new()
    {
        ["id"] = port.Id, ["device_id"] = server.Id, ["created_at"] = port.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        ["fixed_ips"] = new JsonArray(new JsonObject { ["ip_address"] = port.Address, ["subnet_id"] = "s" }),
    };

    private static JsonObject Image(string id, string name) => new()
    {
        ["id"] = id, ["name"] = name, ["status"] = "active", ["visibility"] = "public", ["disk_format"] = "qcow2", ["size"] = 13_167_616, ["min_disk"] = 0, ["created_at"] = "2025-11-07T17:07:06Z",
    };

    private static bool Fits(JsonObject image, Call call, string property) => call.Query(property) is not { } wanted || (string?)image[property] == wanted;

    // Glance answers with a page of HTML.
    private static Answer NoImage() => new(HttpStatusCode.NotFound, "<html><head><title>404 Not Found</title></head><body>No image found</body></html>", "text/html");

    private static Answer NeutronFault(HttpStatusCode status, string type, string message) =>
        Answer.Of(status, new JsonObject { ["NeutronError"] = new JsonObject { ["type"] = type, ["message"] = message, ["detail"] = "" } });
}
