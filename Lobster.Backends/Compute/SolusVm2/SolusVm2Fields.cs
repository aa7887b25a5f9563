using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>The form of a SolusVM 2 region.</summary>
internal static class SolusVm2Fields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "Address of the master") { Required = true, Help = "For example https://master.example.com." },
        new("token", "API token", OptionKind.Secret) { Required = true, Help = "SolusVM's admin area, Access, API Tokens." },
        new("location", "Location", OptionKind.Number) { Required = true, Min = 1, Help = "The number of the location in which machines are made, as in the address of its page." },
        new("project", "Project", OptionKind.Number) { Min = 1, Help = "The number of the project that machines belong to. Either this or a user." },
        new("user", "User", OptionKind.Number) { Min = 1, Help = "The number of the user that machines belong to. The token must be an administrator's." },
        new("computeResource", "Compute resource", OptionKind.Number) { Min = 1, Help = "The number of the one server on which machines are made. Empty: SolusVM chooses." },
        new("virtType", "Virtualisation", OptionKind.Choice)
        {
            Default = SolusVm2Options.Kvm, Help = "Plans and images of the other are not offered; add a region for each.", Choices = [new(SolusVm2Options.Kvm, "KVM"), new("vz", "Virtuozzo containers")],
        },
        new("ipTypes", "Addresses", OptionKind.Choice)
        {
            Default = "default", Help = "What new machines get.", Choices = [new("default", "As SolusVM decides"), new("ipv4", "IPv4"), new("both", "IPv4 and IPv6")],
        },
        new("cloudInit", "Cloud-init of fetched images") { Default = "v2", Help = "SolusVM's name for it, such as v2 or v2-debian10." },
        new("shutdownSeconds", "Seconds a guest may take to shut down", OptionKind.Number)
        {
            Default = "60", Min = 0, Max = 900, Help = "After that its power is cut, so that a stopped machine is stopped. 0 cuts it at once.",
        },
        CommonFields.Timeout,
        CommonFields.Trust,
    ];
}
