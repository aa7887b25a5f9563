using System.Security.Cryptography;

namespace Lobster.Web.Configuration;

/// <summary><c>admin create --email ADDRESS [--username NAME] [--password-stdin]</c>: makes an admin, or makes a known user one.</summary>
internal sealed class AdminCreateVerb(Admins admins)
{
    /// <summary>Does it and prints what came of it; a generated password is printed once.</summary>
    /// <returns>0 when it was done, 1 when it was refused, 2 when the words were not understood.</returns>
    public async Task<int> RunAsync(string[] words, CancellationToken cancellationToken)
    {
        if (Option(words, "--email") is not { } email)
        {
            await Console.Error.WriteLineAsync("Say who: admin create --email ADDRESS [--username NAME] [--password-stdin].");
            return 2;
        }
        var given = words.Contains("--password-stdin") ? (await Console.In.ReadLineAsync(cancellationToken))?.TrimEnd('\r') ?? "" : null;
        var password = given ?? Generate();
        var problems = await admins.CreateAsync(email, Option(words, "--username") ?? email, password, cancellationToken);
        if (problems.Count > 0)
        {
            foreach (var problem in problems) await Console.Error.WriteLineAsync(problem);
            return 1;
        }
        Console.WriteLine(given is null ? $"Admin {email} is there. Password, shown only now: {password}" : $"Admin {email} is there.");
        return 0;
    }

    private static string? Option(string[] words, string name) =>
        words.FirstOrDefault(w => w.StartsWith(name + "=", StringComparison.Ordinal)) is { } joined
            ? joined[(name.Length + 1)..]
            : words.SkipWhile(w => w != name).Skip(1).FirstOrDefault();

    // 120 bits in letters that cannot be mistaken for each other.
    private static string Generate() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789", 21);
}
