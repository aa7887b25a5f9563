namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Names of operations for events and sentences.</summary>
public static class OperationWords
{
    /// <summary>For event types: "vm.create".</summary>
    public static string Dotted(this OperationKind kind) => kind switch
    {
        OperationKind.DeleteImage => "image.delete",
        OperationKind.FetchImage => "image.fetch",
        OperationKind.CustomAction => "vm.action",
        OperationKind.AddAddress => "vm.address.add",
        OperationKind.RemoveAddress => "vm.address.remove",
        OperationKind.SetReverseDns => "vm.reverse-dns",
        _ => "vm." + kind.ToString().ToLowerInvariant(),
    };

    /// <summary>What is going on, for "web-1 is …" sentences.</summary>
    public static string Participle(this OperationKind kind) => kind switch
    {
        OperationKind.Create => "being created",
        OperationKind.Delete => "being deleted",
        OperationKind.Start or OperationKind.Unsuspend => "being started",
        OperationKind.Stop or OperationKind.Suspend => "being stopped",
        OperationKind.Reboot => "rebooting",
        OperationKind.Rename => "being renamed",
        OperationKind.Reimage => "being reimaged",
        OperationKind.Resize => "being resized",
        OperationKind.Snapshot => "being copied to a snapshot",
        OperationKind.AddAddress or OperationKind.RemoveAddress or OperationKind.SetReverseDns => "having its addresses changed",
        OperationKind.DeleteImage => "being deleted",
        OperationKind.FetchImage => "being fetched",
        OperationKind.CustomAction => "being changed",
        _ => throw new InvalidOperationException($"The operation {kind} has no words."),
    };
}
