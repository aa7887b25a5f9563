using Lobster.Core.Verification;
using Lobster.Web.Backups;

namespace Lobster.Web.Configuration;

/// <summary>What the program can do besides serving: <c>admin create</c>, <c>verify</c>, <c>backup</c>, <c>restore</c>.</summary>
internal static class Verbs
{
    /// <summary>Whether the arguments name a verb, known or not: the first one has no dash in front.</summary>
    public static bool IsVerb(string[] args) => args is [var first, ..] && !first.StartsWith('-');

    /// <summary>Whether it is a verb with the arguments that it takes. What is not is refused before anything is opened: a typing error must not upgrade a database.</summary>
    public static bool IsKnown(string[] args) => args is ["verify"] or ["backup", _] or ["restore", _] or ["restore", _, "--force"] or ["admin", "create", ..];

    /// <summary>Says which verbs there are.</summary>
    /// <returns>The exit code of the program.</returns>
    public static async Task<int> RefuseAsync(string[] args)
    {
        await Console.Error.WriteLineAsync($"There is no verb \"{string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}\". {Usage}");
        return 2;
    }

    /// <summary>
    /// Whether the verb works on a database as it is: a backup, often made just before an upgrade, must not upgrade it, and a restore
    /// must not fill an empty one.
    /// </summary>
    public static bool MayMeetAnySchema(string[] args) => args is ["backup" or "restore", ..];

    /// <summary>Does what the verb says, on the prepared database unless it <see cref="MayMeetAnySchema"/>.</summary>
    /// <returns>The exit code of the program.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        switch (args)
        {
            case ["admin", "create", .. var rest]:
                return await new AdminCreateVerb(scope.ServiceProvider.GetRequiredService<Admins>()).RunAsync(rest, cancellationToken);
            case ["verify"]:
                return await VerifyVerb.RunAsync(scope.ServiceProvider.GetRequiredService<Verifier>(), cancellationToken);
            case ["backup", var file]:
                return await scope.ServiceProvider.GetRequiredService<BackupVerb>().RunAsync(file, cancellationToken);
            case ["restore", var file]:
                return await scope.ServiceProvider.GetRequiredService<RestoreVerb>().RunAsync(file, force: false, cancellationToken);
            case ["restore", var file, "--force"]:
                return await scope.ServiceProvider.GetRequiredService<RestoreVerb>().RunAsync(file, force: true, cancellationToken);
            default:
                return await RefuseAsync(args);
        }
    }

    private const string Usage = "There are: verify; backup FILE; restore FILE [--force]; admin create --email ADDRESS [--username NAME] [--password-stdin]. Without a verb the panel is served.";
}
