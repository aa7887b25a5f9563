using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.OpenStack.Real;

/// <summary>The OpenStack that <c>./test --openstack</c> brings up, as its environment tells it.</summary>
internal static class RealOpenStack
{
    /// <summary>One at a time: the tests share a project.</summary>
    public const string Collection = "a real OpenStack";

    public static string AuthUrl => Value("OS_AUTH_URL");

    public static string Password => Value("OS_PASSWORD");

    public static string ImageId => Value("OS_TESTBED_IMAGE_ID");

    public static string OtherImageId => Value("OS_TESTBED_IMAGE2_ID");

    /// <summary>The form of a region there, as an admin fills it in.</summary>
    public static IReadOnlyDictionary<string, string> Form => new Dictionary<string, string>
    {
        ["address"] = AuthUrl, ["login"] = "password", ["username"] = Value("OS_USERNAME"), ["password"] = Password, ["userDomain"] = Value("OS_USER_DOMAIN_NAME"),
        ["project"] = Value("OS_PROJECT_NAME"), ["projectDomain"] = Value("OS_PROJECT_DOMAIN_NAME"), ["region"] = Value("OS_REGION_NAME"),
        ["network"] = Value("OS_TESTBED_NETWORK_ID"), ["externalNetwork"] = Value("OS_TESTBED_PUBLIC_NETWORK_ID"),
    };

    private static string Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw TestRun.Missing($"There is no {name}: these tests need a real OpenStack and are run by ./test --openstack.");
}
