using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>The form of a CloudStack region.</summary>
internal static class CloudStackFields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "API address") { Required = true, Help = "Mostly https://host/client/api." },
        new("apiKey", "API key", OptionKind.Secret) { Required = true, Help = "CloudStack's own pages: Accounts, Users, the user, Generate keys." },
        new("secretKey", "Secret key", OptionKind.Secret) { Required = true, Help = "Shown beside the API key." },
        new("zone", "Zone") { Required = true, Help = "The id of the zone, a UUID: Infrastructure, Zones, or the command listZones." },
        new("networks", "Networks") { Help = "Ids of the networks that machines join, with commas between, the main one first. Empty for zones with one network for all." },
        new("project", "Project") { Help = "The id of the project that machines belong to. Empty: the account itself." },
        new("hypervisor", "Hypervisor", OptionKind.Choice)
        {
            Default = "KVM", Choices = [new("KVM", "KVM"), new("XenServer", "XenServer"), new("VMware", "VMware"), new("Hyperv", "Hyper-V")],
            Help = "For images from a URL, and for machines that boot an ISO.",
        },
        new("osType", "OS type of fetched images") { Help = "The id of an OS type, from the command listOsTypes. Without it no ISO can be fetched." },
        new("pageSize", "Items a page", OptionKind.Number)
        {
            Default = "500", Min = 20, Max = 5000, Help = "At most the cloud's setting default.page.size: the server refuses larger pages.",
        },
        CommonFields.Trust,
        CommonFields.Timeout,
    ];
}
