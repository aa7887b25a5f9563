using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>The form of an OpenStack region.</summary>
internal static class OpenStackFields
{
    /// <summary>A user's name and password, as the first of two ways to log in.</summary>
    public const string Password = "password";

    /// <summary>An application credential, as the second.</summary>
    public const string Application = "application";

    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("address", "Identity address") { Required = true, Help = "Keystone's address, such as https://cloud.example.org:5000/v3. Horizon: API Access, Identity." },
        new("login", "Log in with", OptionKind.Choice)
        {
            Default = Application, Help = "An application credential can be withdrawn by itself and knows its project.",
            Choices = [new(Application, "Application credential"), new(Password, "User name and password")],
        },
        new("applicationId", "Credential id") { Help = "Horizon: Identity, Application Credentials. Only for an application credential." },
        new("applicationSecret", "Credential secret", OptionKind.Secret) { Help = "Shown once, when the credential is made." },
        new("username", "User name") { Help = "Only for a user name and password." },
        new("password", "Password", OptionKind.Secret),
        new("userDomain", "User's domain") { Default = "Default" },
        new("project", "Project") { Help = "The project that machines are made in." },
        new("projectDomain", "Project's domain") { Default = "Default" },
        new("region", "Region") { Help = "The region's name in the catalog, such as RegionOne. Empty: the first." },
        new("interface", "Endpoints", OptionKind.Choice)
        {
            Default = "public", Help = "Which of the catalog's addresses this panel reaches.",
            Choices = [new("public", "Public"), new("internal", "Internal"), new("admin", "Admin")],
        },
        new("network", "Network") { Help = "The id of the network that machines are attached to. Empty: the cloud chooses, where it can." },
        new("externalNetwork", "Floating address pool") { Help = "The id of an external network: every machine then gets a floating address from it. Empty: machines have the addresses of their network only." },
        new("securityGroups", "Security groups") { Help = "Names, separated by commas. Empty: the project's default." },
        new("zone", "Availability zone") { Help = "Where machines are put. Empty: anywhere." },
        new("volumeType", "Volume type") { Help = "For flavors without a disk, whose machines boot from a volume. Empty: the cloud's default." },
        new("passwords", "Show generated passwords", OptionKind.Switch)
        {
            Default = "false", Help = "Nova makes up a password for each new machine. Most Linux images ignore it; Windows images with cloudbase-init take it.",
        },
        new("serialConsole", "Serial consoles", OptionKind.Switch)
        {
            Default = "false",
            Help = "Machines get a text terminal beside the screen. Only for a cloud whose Nova has [serial_console] enabled and runs nova-serialproxy; it may keep no console log of such machines.",
        },
        new("pageSize", "Machines in one answer", OptionKind.Number) { Default = "1000", Min = 1, Max = 1000, Help = "A cloud may answer with fewer." },
        CommonFields.Timeout,
        CommonFields.Trust,
    ];
}
