using System.Text.Json;
using Lobster.Core.VirtualMachines;
using Outlined = MudBlazor.Icons.Material.Outlined;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Events of a machine in words.</summary>
internal static class HappeningWords
{
    /// <summary>The bold words.</summary>
    public static string Title(string type) => (Subject(type), Ending(type)) switch
    {
        ("vm", "requested") => "Create",
        ("vm.create", "done") => "Created",
        ("vm.delete", "done") => "Deleted",
        ("vm.login", _) => "Password shown",
        ("vm.console", "opened") => "Console opened",
        ("vm.console", "closed") => "Console closed",
        ("vm.console.hostkey", _) => "Console's host key forgotten",
        (var subject, "failed") => Name(subject) + " failed",
        (var subject, "cancelled") => Name(subject) + " cancelled",
        var (subject, _) => Name(subject),
    };

    /// <summary>Its icon.</summary>
    public static string Glyph(string type) => Subject(type) switch
    {
        _ when Ending(type) == "failed" => Outlined.ErrorOutline,
        "vm.start" or "vm.unsuspend" => Outlined.PlayArrow,
        "vm.stop" => Outlined.Stop,
        "vm.suspend" => Outlined.PauseCircleOutline,
        "vm.reboot" => Outlined.RestartAlt,
        "vm.rename" or "vm.reverse-dns" => Outlined.Edit,
        "vm.snapshot" => Outlined.PhotoCamera,
        "vm.resize" => Outlined.AspectRatio,
        "vm.delete" => Outlined.DeleteOutline,
        "vm.login" or "vm.console.hostkey" => Outlined.Key,
        "vm.console" => Outlined.Terminal,
        "vm.reimage" => Outlined.Layers,
        "vm.action" => Outlined.Build,
        _ => Outlined.AddCircleOutline,
    };

    /// <summary>What its data adds: a new name, an address, why it failed.</summary>
    public static string? Detail(VmHappening item)
    {
        using var data = JsonDocument.Parse(item.Data);
        if (data.RootElement.ValueKind != JsonValueKind.Object) return null;
        foreach (var key in new[] { "error", "Address", "Name", "Label" })
            if (data.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString();
        return null;
    }

    private static string Subject(string type) => type.LastIndexOf('.') is > 0 and var dot ? type[..dot] : type;

    private static string Ending(string type) => type[(type.LastIndexOf('.') + 1)..];

    private static string Name(string subject) => subject switch
    {
        "vm.create" => "Create",
        "vm.delete" => "Delete",
        "vm.start" => "Start",
        "vm.stop" => "Stop",
        "vm.reboot" => "Reboot",
        "vm.rename" => "Rename",
        "vm.reimage" => "Reimage",
        "vm.resize" => "Resize",
        "vm.snapshot" => "Snapshot",
        "vm.address.add" => "Add address",
        "vm.address.remove" => "Remove address",
        "vm.reverse-dns" => "Reverse DNS",
        "vm.suspend" => "Suspend",
        "vm.unsuspend" => "Resume",
        "vm.action" => "Provider's action",
        _ => subject,
    };
}
