namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The names by which faults speak of the sandbox's calls. Each page of a list is one call of "list".</summary>
public static class SandboxOperations
{
    /// <summary>Making a machine.</summary>
    public const string Create = "create";

    /// <summary>Deleting a machine.</summary>
    public const string Delete = "delete";

    /// <summary>Reading one machine.</summary>
    public const string Get = "get";

    /// <summary>Looking a token up.</summary>
    public const string Find = "find";

    /// <summary>One page of the list.</summary>
    public const string List = "list";

    /// <summary>Power on.</summary>
    public const string Start = "start";

    /// <summary>Power off, forced or not.</summary>
    public const string Stop = "stop";

    /// <summary>Restart, forced or not.</summary>
    public const string Reboot = "reboot";

    /// <summary>"Test connection".</summary>
    public const string Check = "check";

    /// <summary>Asking how a task stands.</summary>
    public const string Poll = "task";

    /// <summary>Renaming.</summary>
    public const string Rename = "rename";

    /// <summary>Reimaging.</summary>
    public const string Reimage = "reimage";

    /// <summary>Resizing.</summary>
    public const string Resize = "resize";

    /// <summary>Making an image of a machine.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Fetching an image.</summary>
    public const string Fetch = "fetch";

    /// <summary>Reading, finding or listing images.</summary>
    public const string Images = "images";

    /// <summary>Deleting an image.</summary>
    public const string DeleteImage = "deleteImage";

    /// <summary>Listing, adding or removing addresses.</summary>
    public const string Addresses = "addresses";

    /// <summary>Setting a reverse DNS name.</summary>
    public const string ReverseDns = "rdns";

    /// <summary>Listing plans.</summary>
    public const string Plans = "plans";

    /// <summary>Reading transfer counters.</summary>
    public const string Transfer = "transfer";

    /// <summary>Listing or running custom actions.</summary>
    public const string Actions = "actions";

    /// <summary>Opening a screen.</summary>
    public const string Console = "console";

    /// <summary>Opening a terminal.</summary>
    public const string Terminal = "terminal";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Create, Delete, Get, Find, List, Start, Stop, Reboot, Check, Poll, Rename, Reimage, Resize, Snapshot, Fetch, Images,
        DeleteImage, Addresses, ReverseDns, Plans, Transfer, Actions, Console, Terminal,
    ];
}
