using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>Nova.</summary>
public sealed partial class OpenStackFake
{
    private void ServerRoutes()
    {
        On(HttpMethod.Get, "/v2.1/servers/detail", List);
        On(HttpMethod.Post, "/v2.1/servers", Create);
        On(HttpMethod.Get, "/v2.1/servers/{id}", c => With(c.Id, s => Ok(new() { ["server"] = s.Shown() })));
        On(HttpMethod.Delete, "/v2.1/servers/{id}", c => With(c.Id, s =>
        {
            if (s.Task != "deleting") s.Begin("deleting", Now + TimeSpan.FromSeconds(2), () => s.IsGone = true);
            return new Answer(HttpStatusCode.NoContent);
        }));
        On(HttpMethod.Put, "/v2.1/servers/{id}", c => With(c.Id, s =>
        {
            s.Name = (string)c.Body["server"]!["name"]!;
            return Ok(new() { ["server"] = s.Shown() });
        }));
        On(HttpMethod.Post, "/v2.1/servers/{id}/action", c => With(c.Id, s => Act(s, c.Body.Single())));
        On(HttpMethod.Post, "/v2.1/servers/{id}/remote-consoles", c => With(c.Id, s => Open(s, (string?)c.Body["remote_console"]!["protocol"], (string?)c.Body["remote_console"]!["type"])));
        On(HttpMethod.Get, "/v2.1/servers/{id}/diagnostics", c => With(c.Id, Diagnostics));
        On(HttpMethod.Post, "/v2.1/servers/{id}/os-interface", c => With(c.Id, s => (string?)c.Body["interfaceAttachment"]!["net_id"] is null or Network ? Attach(s) : Refused("Network could not be found.")));
        On(HttpMethod.Delete, "/v2.1/servers/{id}/os-interface/{sub}", c => With(c.Id, s =>
        {
            if (s.Ports.RemoveAll(p => p.Id == c.Sub) == 0) return Missing("Port");
            floating.RemoveAll(f => (string?)f["port_id"] == c.Sub);
            return Accepted();
        }));
    }

    // As Nova does it: first the requests to build, then the cells, of which fewer are asked for. What stands in both counts twice against the limit and is told once.
    private Answer List(Call call)
    {
        var limit = int.Parse(call.Query("limit")!, System.Globalization.CultureInfo.InvariantCulture);
        var all = servers.Where(s => call.Query("tags") is not { } tag || s.Tags.Any(t => (string?)t == tag)).ToList();
        var requests = all.Where(s => s.IsAlsoBuildRequest).ToList();
        var marker = call.Query("marker");
        var isRequest = requests.Exists(s => s.Id == marker);
        var building = marker is null || isRequest ? After(requests, marker).Take(limit).ToList() : [];
        var built = After(all, isRequest ? null : marker).Take(limit - building.Count);
        var page = building.Concat(built).Distinct().ToList();
        var body = new JsonObject { ["servers"] = new JsonArray([.. page.Select(s => s.Shown())]) };
        if (page.Count == limit) body["servers_links"] = new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = "http://inside.test/v2.1/servers/detail" });
        return Ok(body);
    }

    private static IEnumerable<OpenStackFakeServer> After(List<OpenStackFakeServer> list, string? marker) => list.Skip(marker is null ? 0 : list.FindIndex(s => s.Id == marker) + 1);

    private Answer Create(Call call)
    {
        var wanted = call.Body["server"]!.AsObject();
        var volume = wanted["block_device_mapping_v2"]?[0];
        var image = (string?)wanted["imageRef"] ?? (string?)volume?["uuid"];
        if (wanted["networks"] is null) return Refused("'networks' is a required property");
        if (images.Find(i => (string?)i["id"] == image && (string?)i["status"] == "active") is null) return Refused($"Can not find requested image {image}");
        if (!OpenStackFakeServer.Flavors.ContainsKey((string)wanted["flavorRef"]!)) return Refused("Invalid flavorRef provided.");
        if (wanted["key_name"] is { } key && !keys.ContainsKey((string)key!)) return Refused("Invalid key_name provided.");
        var server = new OpenStackFakeServer(NewId(), (string)wanted["name"]!, Now)
        {
            FlavorId = (string)wanted["flavorRef"]!, ImageId = volume is null ? image : null, Tags = wanted["tags"]!.DeepClone().AsArray(),
        };
        servers.Add(server);
        var fault = NextFault;
        NextFault = null;
        server.Begin("spawning", Now + TimeSpan.FromSeconds(4), () =>
        {
            (server.Status, server.Fault, server.LaunchedAt) = (fault is null ? "ACTIVE" : "ERROR", fault, Now);
            if (fault is null) AddPort(server);
        });
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["server"] = new JsonObject { ["id"] = server.Id, ["adminPass"] = "nova-s3cret", ["links"] = new JsonArray() } });
    }

    private Answer Open(OpenStackFakeServer server, string? protocol, string? type) => (protocol, type) switch
    {
        _ when server.Status != "ACTIVE" => Conflict($"Instance {server.Id} is not ready"),
        ("vnc", "novnc") => Console(protocol, type, $"https://cloud.test:6080/vnc_auto.html?path=%3Ftoken%3Dconsole-secret-{++count}"),
        ("serial", "serial") when SerialConsoles is { } address => Console(protocol, type, $"{address}?token=console-secret-{++count}"),
        ("serial", "serial") => Refused("Unavailable console type serial."),
        _ => Refused($"Invalid input for field/attribute type. Value: {type}."),
    };

    private static Answer Console(string protocol, string type, string url) =>
        Ok(new() { ["remote_console"] = new JsonObject { ["protocol"] = protocol, ["type"] = type, ["url"] = url } });

    private Answer Act(OpenStackFakeServer server, KeyValuePair<string, JsonNode?> action) => action.Key switch
    {
        _ when server.IsBusy => Conflict($"Cannot '{action.Key}' instance {server.Id} while it is in task_state {server.Task}"),
        "os-start" => From(server, ["SHUTOFF"], "powering-on", "ACTIVE", restarts: true),
        "os-stop" => From(server, ["ACTIVE", "ERROR"], "powering-off", "SHUTOFF"),
        "reboot" => From(server, ["ACTIVE"], "rebooting", "ACTIVE", restarts: true),
        "unpause" => From(server, ["PAUSED"], "unpausing", "ACTIVE"),
        "resume" => From(server, ["SUSPENDED"], "resuming", "ACTIVE"),
        "unshelve" => From(server, ["SHELVED", "SHELVED_OFFLOADED"], "unshelving", "ACTIVE"),
        "rescue" => From(server, ["ACTIVE", "SHUTOFF"], "rescuing", "RESCUE", restarts: true) is { Status: HttpStatusCode.Accepted } ? Ok(new() { ["adminPass"] = "rescue-s3cret" }) : Conflict("not now"),
        "unrescue" => From(server, ["RESCUE"], "unrescuing", "ACTIVE", restarts: true),
        "os-getConsoleOutput" => Ok(new() { ["output"] = "Booted.\nlogin:" }),
        "createImage" => Snapshot(server, action.Value!),
        "rebuild" => Rebuild(server, action.Value!),
        "resize" => Resize(server, (string)action.Value!["flavorRef"]!),
        "confirmResize" => Confirm(server),
        _ => Refused($"There is no such action: {action.Key}"),
    };

    private Answer From(OpenStackFakeServer server, string[] states, string task, string goal, bool restarts = false)
    {
        if (!states.Contains(server.Status)) return Conflict($"Cannot do that to instance {server.Id} while it is in vm_state {server.Status}");
        server.Begin(task, Now + TimeSpan.FromSeconds(3), () =>
        {
            server.Status = goal;
            if (restarts) server.LaunchedAt = Now;
        });
        return Accepted();
    }

    private Answer Rebuild(OpenStackFakeServer server, JsonNode wanted)
    {
        var image = (string)wanted["imageRef"]!;
        if (images.Find(i => (string?)i["id"] == image) is null) return Refused("Invalid imageRef provided.");
        var before = server.Status;
        server.Status = "REBUILD";
        server.Begin("rebuild_spawning", Now + TimeSpan.FromSeconds(3), () => (server.Status, server.ImageId, server.LaunchedAt) = (before, image, Now));
        return Answer.Of(HttpStatusCode.Accepted, new JsonObject { ["server"] = new JsonObject { ["id"] = server.Id, ["adminPass"] = "nova-s3cret" } });
    }

    private Answer Resize(OpenStackFakeServer server, string flavor)
    {
        if (flavor == server.FlavorId) return Refused("When resizing, instances must change flavor!");
        server.Before = server.Status;
        server.Begin("resize_prep", Now + TimeSpan.FromSeconds(3), () => (server.Status, server.FlavorId, server.LaunchedAt) = ("VERIFY_RESIZE", flavor, Now));
        return Accepted();
    }

    // It goes on without a task and in the old status; asking again meanwhile is refused in these words.
    private Answer Confirm(OpenStackFakeServer server)
    {
        if (server.Status != "VERIFY_RESIZE" || server.Before is not { } before) return Refused("Instance has not been resized.");
        server.Before = null;
        server.Begin(null, Now + TimeSpan.FromSeconds(3), () => server.Status = before);
        return new Answer(HttpStatusCode.NoContent);
    }

    private Answer Diagnostics(OpenStackFakeServer server)
    {
        if (!IsAdmin) return Fault(HttpStatusCode.Forbidden, "forbidden", "Policy doesn't allow os_compute_api:os-server-diagnostics to be performed.");
        if (server.Status != "ACTIVE") return Conflict("Cannot 'get_diagnostics' instance while it is in vm_state stopped");
        var seconds = (long)(Now - server.LaunchedAt).TotalSeconds;
        return Ok(new()
        {
            ["state"] = "running", ["nic_details"] = new JsonArray([.. server.Ports.Select(p => new JsonObject { ["mac_address"] = p.Mac, ["rx_octets"] = 15_000 * seconds, ["tx_octets"] = 4_000 * seconds })]),
        });
    }

    private Answer Attach(OpenStackFakeServer server) => server.IsBusy || server.Status != "ACTIVE"
        ? Conflict("Cannot 'attach_interface' now")
        : Ok(new() { ["interfaceAttachment"] = new JsonObject { ["port_id"] = AddPort(server).Id, ["net_id"] = Network } });

    private OpenStackFakeServer.Port AddPort(OpenStackFakeServer server)
    {
        count++;
        var port = new OpenStackFakeServer.Port(NewId(), $"fa:16:3e:{count / 65536:x2}:{count / 256 % 256:x2}:{count % 256:x2}", $"10.{count / 65536}.{count / 256 % 256}.{count % 256}", Now);
        server.Ports.Add(port);
        return port;
    }

    private Answer With(string id, Func<OpenStackFakeServer, Answer> act) => servers.Find(s => s.Id == id) is { } server ? act(server) : Missing($"Instance {id}");
}
