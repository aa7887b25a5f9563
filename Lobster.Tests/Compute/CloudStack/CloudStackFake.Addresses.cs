using System.Text.Json.Nodes;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>Commands about addresses.</summary>
public sealed partial class CloudStackFake
{
    private readonly Dictionary<string, string> taken = [];

    /// <summary>Public addresses that the account holds, which cost.</summary>
    public int TakenCount => taken.Count;

    private IEnumerable<KeyValuePair<string, Func<CloudStackFakeCall, JsonObject>>> Addresses() =>
    [
        new("addIpToNic", AddSecondary),
        new("removeIpFromNic", RemoveSecondary),
        new("associateIpAddress", Take),
        new("enableStaticNat", Translate),
        new("disassociateIpAddress", GiveBack),
    ];

    private JsonObject AddSecondary(CloudStackFakeCall call)
    {
        var vm = machines.Values.FirstOrDefault(m => m.NicId == call["nicid"]) ?? throw Unknown("nicid", call["nicid"]);
        var (id, address) = (Id(6, ++made), $"203.0.113.{made % 250 + 1}");
        return Begin(call.Command, null, 3, () =>
        {
            vm.Secondary.Add(id, address);
            return new JsonObject { ["nicsecondaryip"] = new JsonObject { ["id"] = id, ["ipaddress"] = address, ["nicid"] = vm.NicId, ["secondaryip"] = new JsonArray() } };
        }, id);
    }

    private JsonObject RemoveSecondary(CloudStackFakeCall call)
    {
        var id = Required(call, "id");
        var vm = machines.Values.FirstOrDefault(m => m.Secondary.ContainsKey(id)) ?? throw Unknown("id", id);
        return Begin(call.Command, null, 3, () => vm.Secondary.Remove(id) ? Success() : throw Unknown("id", id));
    }

    private JsonObject Take(CloudStackFakeCall call)
    {
        if (Required(call, "networkid") != Network) throw Unknown("networkid", call["networkid"]);
        var (id, address) = (Id(7, ++made), $"192.0.2.{made % 250 + 1}");
        if (!Fails.ContainsKey(call.Command)) taken.Add(id, address);
        return Begin(call.Command, null, 5, () => new JsonObject { ["ipaddress"] = new JsonObject { ["id"] = id, ["ipaddress"] = address, ["state"] = "Allocated" } }, id);
    }

    private JsonObject Translate(CloudStackFakeCall call)
    {
        var vm = Machine(call, "virtualmachineid", Required(call, "virtualmachineid"));
        if (!taken.TryGetValue(Required(call, "ipaddressid"), out var address)) throw Unknown("ipaddressid", call["ipaddressid"]);
        if (Fails.TryGetValue(call.Command, out var failure)) throw new CloudStackFakeRefusal(failure.Code, failure.Text);
        vm.Public = (call["ipaddressid"]!, address);
        return new JsonObject { ["success"] = "true" };
    }

    private JsonObject GiveBack(CloudStackFakeCall call)
    {
        var id = Required(call, "id");
        if (!taken.ContainsKey(id)) throw Unknown("id", id);
        return Begin(call.Command, null, 5, () =>
        {
            taken.Remove(id);
            foreach (var vm in machines.Values.Where(m => m.Public?.Id == id)) vm.Public = null;
            return Success();
        });
    }
}
