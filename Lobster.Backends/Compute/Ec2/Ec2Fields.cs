using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>The form of an EC2 region.</summary>
internal static class Ec2Fields
{
    /// <summary>Its fields.</summary>
    public static IReadOnlyList<OptionField> All { get; } =
    [
        new("accessKeyId", "Access key id", OptionKind.Secret) { Required = true, Help = "AWS console: IAM, Users, the panel's own user, Security credentials, Create access key." },
        new("secretAccessKey", "Secret access key", OptionKind.Secret) { Required = true, Help = "Shown once, beside the access key id." },
        new("region", "Region") { Required = true, Help = "AWS's name of the place, such as eu-central-1 (Frankfurt) or us-west-2 (Oregon)." },
        new("subnet", "Subnet") { Help = "The id of the subnet that machines are put in, subnet-… Empty: one of the default VPC's." },
        new("securityGroups", "Security groups") { Help = "Ids of the groups that machines get, sg-…, with commas between. Empty: the VPC's default group, which lets nothing in from outside." },
        new("publicAddress", "Public IPv4 address", OptionKind.Choice)
        {
            Default = "subnet", Help = "An automatic address changes whenever a machine is stopped and started. An Elastic IP address stays; AWS allows five to an account until it is asked for more.",
            Choices = [new("subnet", "As the subnet says"), new("automatic", "Automatic"), new("elastic", "Elastic IP address"), new("none", "None")],
        },
        new("imageOwners", "Owners of public images") { Default = "136693071363", Help = "Account ids or aliases such as amazon, with commas between; 136693071363 is Debian, 099720109477 Ubuntu. The account's own images are always listed." },
        new("imageNames", "Names of public images") { Default = "debian-12-*,debian-13-*", Help = "Patterns with * for anything, with commas between: AWS has far too many images to list." },
        new("keyPrefix", "Prefix of key pairs") { Default = "lobster-", Help = "A machine's SSH key is a key pair in the account while the machine is made." },
        new("shutdownSeconds", "Seconds a guest may take to shut down", OptionKind.Number) { Default = "300", Min = 30, Max = 3600, Help = "After that its power is cut, so that a stopped machine is stopped." },
        CommonFields.Timeout,
        new("address", "Service URL") { Help = "Only for an EC2-compatible cloud, a proxy or a test server. Empty: AWS's own." },
        new("metricsAddress", "CloudWatch URL") { Help = "Where transfer is asked for. Empty: AWS's own, or the service URL where one is given." },
        CommonFields.Trust,
    ];
}
