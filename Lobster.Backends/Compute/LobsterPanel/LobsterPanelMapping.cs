using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>The original's words into the panel's. Pure.</summary>
internal static class LobsterPanelMapping
{
    private const decimal Millionths = 1_000_000m;
    private const long BytesOfMb = 1_048_576;

    // What stands in the place of an address that there is none of.
    private static readonly IPAddress None = IPAddress.Broadcast;

    /// <summary>Whether a text can be an id; machines, images and plans are numbered, and nothing else is asked for.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);

    /// <summary>A machine, whose size is that of its plan.</summary>
    public static BackendVm Vm(LobsterPanelMachine m, LobsterPanelPlan? plan)
    {
        var power = Power(m);
        var (name, mark) = NameMark.Read(m.Vm.Name);
        return new BackendVm(Text(m.Vm.Id), name)
        {
            Power = power, RawState = LobsterPanelStates.Word(m), Mark = mark, PlanId = Text(m.Vm.PlanId), CreatedAt = m.Vm.CreatedTime > 0 ? Instant.From(DateTimeOffset.FromUnixTimeSeconds(m.Vm.CreatedTime)) : null,
            VCpus = plan?.Cpu, RamMb = plan?.Ram, DiskGb = plan?.Storage, Addresses = Addresses(m), Restrictions = Restrictions(m.Details),
            Problem = power == PowerState.Error ? "The other panel reports an error of this machine." : power == PowerState.Suspended ? "The other panel holds this machine." : null,
        };
    }

    /// <summary>The power state of a machine.</summary>
    public static PowerState Power(LobsterPanelMachine m) => LobsterPanelStates.Of(m.Vm.Status, m.Vm.TaskPending, m.Details?.Status);

    /// <summary>The mark of a machine in a list.</summary>
    public static VmMark? Mark(LobsterPanelVm vm) => NameMark.Read(vm.Name).Mark;

    /// <summary>The addresses that a machine itself tells: one public, one private.</summary>
    public static IReadOnlyList<VmAddress> Addresses(LobsterPanelMachine m)
    {
        var (main, inner) = (Address(m.Details?.Ip) ?? Address(m.Vm.ExternalIp), Address(m.Details?.PrivateIp) ?? Address(m.Vm.PrivateIp));
        return [.. main is null ? [] : new[] { new VmAddress(main) { MapsTo = inner, CanSetReverseDns = m.Details is { CanAddresses: true } } }, .. inner is null ? [] : new[] { new VmAddress(inner) { IsPublic = false } }];
    }

    /// <summary>All addresses of a machine: the main one first, then the others, then the private ones.</summary>
    public static IReadOnlyList<VmAddress> Addresses(LobsterPanelMachine m, IReadOnlyList<LobsterPanelAddress> rows)
    {
        var own = Addresses(m);
        var all = rows.Select(r => (Row: r, Address: Address(r.Ip))).Where(r => r.Address is not null).Select(r => new VmAddress(r.Address!)
        {
            MapsTo = Address(r.Row.PrivateIp), CanSetReverseDns = r.Row.CanRdns, ReverseDns = r.Row.Hostname is { Length: > 0 } name ? name.TrimEnd('.') : null,
            CanRemove = r.Address!.AddressFamily == AddressFamily.InterNetwork && own.All(a => !a.Address.Equals(r.Address)),
        }).ToList();
        return [.. all.Concat(own.Where(a => all.TrueForAll(b => !b.Address.Equals(a.Address)))).OrderBy(a => own.Count > 0 && a.Address.Equals(own[0].Address) ? 0 : a.IsPublic ? 1 : 2)];
    }

    /// <summary>An image of the list. What has no mark of a panel is offered to all.</summary>
    public static BackendImage Image(LobsterPanelImage i)
    {
        var (name, mark) = NameMark.Read(i.Name);
        var state = LobsterPanelStates.Image(i.Status);
        return new BackendImage(Text(i.Id), name.Length > 0 ? name : Text(i.Id), state, IsPublic: mark is null)
        {
            RawState = i.Status, Mark = mark, Problem = state == ImageState.Failed ? "The other panel could not make this image." : null,
        };
    }

    /// <summary>An own image with its size, which is zero while it is not known.</summary>
    public static BackendImage Image(LobsterPanelOwnImage i)
    {
        var state = i.Details?.Status is { } told && LobsterPanelStates.Image(told) is var better and not ImageState.Unknown ? better : LobsterPanelStates.Image(i.Image.Status);
        return Image(i.Image) with { State = state, SizeMb = i.Details is { Size: > 0 and var bytes } ? (bytes - 1) / BytesOfMb + 1 : null };
    }

    /// <summary>A plan. The currency is not told, so the price is not either.</summary>
    public static BackendPlan Plan(LobsterPanelPlan p, string? currency) => new(Text(p.Id), p.Name)
    {
        VCpus = p.Cpu, RamMb = p.Ram, DiskGb = p.Storage, TransferGb = p.Bandwidth > 0 ? p.Bandwidth : null,
        HourlyPrice = currency is null ? null : p.Price / Millionths, Currency = currency,
    };

    /// <summary>A button of the backend behind the other panel.</summary>
    public static CustomAction Action(LobsterPanelAction a) => new(a.Action, a.Name is { Length: > 0 } name ? name : a.Action)
    {
        Help = string.IsNullOrWhiteSpace(a.Description) ? null : a.Description, IsDangerous = a.Dangerous,
        Fields = a.Options is not { Count: > 0 } options ? [] :
            [new OptionField("value", "Value", OptionKind.Choice) { Required = true, Choices = [.. options.Select(o => new OptionChoice(o.Key, o.Value.Length > 0 ? o.Value : o.Key))] }],
    };

    /// <summary>An id as text.</summary>
    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>An id as a number; zero, which nothing has, for a text that is none.</summary>
    public static long Number(string? id) => id is not null && IsId(id) ? long.Parse(id, CultureInfo.InvariantCulture) : 0;

    /// <summary>An address; null for a text that is none, such as "Pending", and for what stands for none.</summary>
    public static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var parsed) && !parsed.Equals(None) ? parsed : null;

    // Told only while the machine is there; before that nothing is known.
    private static Dictionary<Capability, string> Restrictions(LobsterPanelDetails? details)
    {
        var missing = new Dictionary<Capability, string>();
        if (details is null) return missing;
        const string Sentence = "The other panel does not offer this for this machine.";
        if (!details.CanVnc) missing[Capability.Console] = Sentence;
        if (!details.CanReimage) missing[Capability.Reimage] = Sentence;
        if (!details.CanResize) missing[Capability.Resize] = Sentence;
        if (!details.CanSnapshot) missing[Capability.Snapshot] = Sentence;
        if (!details.CanAddresses) missing[Capability.AddressChanges] = missing[Capability.ReverseDns] = Sentence;
        return missing;
    }
}
