using Lobster.Core.Verification;

namespace Lobster.Web.Configuration;

/// <summary>What the program can do besides serving: <c>admin create</c>, <c>verify</c>.</summary>
internal static class Verbs
{
    /// <summary>Whether the arguments name a verb, known or not: the first one has no dash in front.</summary>
    public static bool IsVerb(string[] args) => args is [var first, ..] && !first.StartsWith('-');

    /// <summary>Does what the verb says, on the prepared database.</summary>
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
            default:
                await Console.Error.WriteLineAsync($"There is no verb \"{string.Join(' ', args.TakeWhile(a => !a.StartsWith('-')))}\". {Usage}");
                return 2;
        }
    }

    private const string Usage = "There are: verify; admin create --email ADDRESS [--username NAME] [--password-stdin]. Without a verb the panel is served.";
}
