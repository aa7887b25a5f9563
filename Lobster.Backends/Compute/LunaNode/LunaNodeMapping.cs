using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Luna Node's words into the panel's. Pure.</summary>
internal static class LunaNodeMapping
{
    private const string TemplateEnd = " (template)";
    private const string IsoEnd = " (ISO)";
    private const decimal BytesOfGb = 1_073_741_824;
    private const long BytesOfMb = 1_048_576;

    /// <summary>Whether a text can be an id; Luna Node numbers machines and images, and nothing else is asked for.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 20 && text.All(char.IsAsciiDigit);

    /// <summary>A machine.</summary>
    public static BackendVm Vm(LunaNodeMachine m)
    {
        var power = Power(m);
        var (name, mark) = NameMark.Read(m.Extra.Name ?? m.Extra.Hostname);
        return new BackendVm(m.Extra.VmId, name)
        {
            Power = power, RawState = LunaNodeStates.Word(m.Info.StatusNohtml, m.Info.StatusRaw), Mark = mark, PlanId = m.Extra.PlanId,
            VCpus = Number(m.Extra.Vcpu), RamMb = Number(m.Extra.Ram), DiskGb = Number(m.Extra.Storage), Addresses = Addresses(m),
            Problem = power == PowerState.Error ? "Luna Node reports an error of this machine." : power == PowerState.Suspended ? "Luna Node holds this machine." : null,
        };
    }

    /// <summary>The power state of a machine.</summary>
    public static PowerState Power(LunaNodeMachine m) => LunaNodeStates.Of(m.Info.StatusNohtml, m.Info.StatusRaw);

    /// <summary>The mark of a machine in a list, which tells nothing of what goes on.</summary>
    public static VmMark? Mark(LunaNodeVm vm) => NameMark.Read(vm.Name ?? vm.Hostname).Mark;

    /// <summary>A machine's addresses: the main one, other public ones, private ones.</summary>
    public static IReadOnlyList<VmAddress> Addresses(LunaNodeMachine m)
    {
        var (main, inner) = (Address(m.Info.Ip) ?? Address(m.Extra.Primaryip), Address(m.Info.Privateip));
        var all = (m.Info.Addresses ?? []).Select(row => (Address: Address(row.Addr), IsPublic: row.External == "1")).Where(row => row.Address is not null).Select(row =>
        {
            var isFour = row.Address!.AddressFamily == AddressFamily.InterNetwork;
            return new VmAddress(row.Address)
            {
                IsPublic = row.IsPublic, CanRemove = isFour && !row.Address.Equals(row.IsPublic ? main : inner), CanSetReverseDns = isFour && row.IsPublic,
            };
        });
        return [.. all.DistinctBy(a => a.Address).OrderBy(a => a.Address.Equals(main) ? 0 : a.IsPublic ? 1 : 2)];
    }

    /// <summary>An address; null for a text that is none.</summary>
    public static IPAddress? Address(string? text) => IPAddress.TryParse(text, out var parsed) ? parsed : null;

    /// <summary>The bytes of a billing period, told in GB as decimal text; null for a text that is no figure.</summary>
    public static long? Bytes(string? gb) =>
        decimal.TryParse(gb, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var used) && used < long.MaxValue / BytesOfGb ? (long)(used * BytesOfGb) : null;

    /// <summary>An image of the list.</summary>
    public static BackendImage Image(LunaNodeImage i) => Image(i.ImageId, i.Name, i.Status);

    /// <summary>An image with all that is known of it. Its size is zero while it is being made, which means unknown.</summary>
    public static BackendImage Image(string id, LunaNodeImageDetails i) => Image(id, i.Name, i.Status) with
    {
        SizeMb = long.TryParse(i.Size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? (bytes - 1) / BytesOfMb + 1 : null,
        CreatedAt = Moment(i.TimeCreated),
    };

    /// <summary>The name of an image that is being made, with its mark and, for an ISO, Luna Node's own sign of one.</summary>
    public static string ImageName(string name, ImageKind kind, Guid installation, Guid token) => TextMark.Write(kind == ImageKind.Iso ? name + IsoEnd : name, installation, token);

    /// <summary>A plan.</summary>
    public static BackendPlan Plan(LunaNodePlan p)
    {
        var price = decimal.TryParse(p.Price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hour) ? hour : (decimal?)null;
        return new BackendPlan(p.PlanId, p.Name is { Length: > 0 } name ? name : p.PlanId)
        {
            VCpus = Number(p.Vcpu), RamMb = Number(p.Ram), DiskGb = Number(p.Storage), TransferGb = Number(p.Bandwidth) is > 0 and var gb ? gb : null,
            HourlyPrice = price, Currency = price is null ? null : "USD",
        };
    }

    /// <summary>A whole number told as text; null for a text that is none.</summary>
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Public images are known by the end of their names alone. What we made has its mark behind that.
    private static BackendImage Image(string id, string? told, string? status)
    {
        var (name, mark) = TextMark.Read(told);
        var isIso = name.EndsWith(IsoEnd, StringComparison.Ordinal);
        var isPublic = mark is null && (isIso || name.EndsWith(TemplateEnd, StringComparison.Ordinal));
        var state = LunaNodeStates.Image(status);
        return new BackendImage(id, isIso && mark is not null ? name[..^IsoEnd.Length] : name.Length > 0 ? name : id, state, isPublic)
        {
            Kind = isIso ? ImageKind.Iso : ImageKind.Template, RawState = status, Mark = mark, Problem = state == ImageState.Failed ? "Luna Node could not make this image." : null,
        };
    }

    // Without a zone, and UTC.
    private static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Instant.From(moment) : null;
}
