using System.Text;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Somebody at a machine's keyboard: the line that is being typed, what of it is echoed, the log-in where there is one, and the shell's
/// answers. Any name and any password log in. Not safe for use from several threads.
/// </summary>
/// <param name="shell">The machine.</param>
/// <param name="asksForLogin">Whether it begins with a log-in, and returns to it in place of ending.</param>
internal sealed class SandboxConversation(SandboxShell shell, bool asksForLogin)
{
    private const int MostCharacters = 1000;
    private const int MostOfAName = 32;
    private const string Logout = "\r\nlogout\r\n";
    private const char Backspace = '\b';
    private const char Delete = '\u007f';
    private const char ControlC = '\u0003';
    private const char ControlD = '\u0004';
    private const char ControlL = '\f';
    private readonly StringBuilder line = new();
    private Stage stage;
    private string user = "root";

    private enum Stage
    {
        Name,
        Password,
        Shell,
    }

    private string Prompt => stage switch
    {
        Stage.Name => $"{shell.Hostname} login: ",
        Stage.Password => "Password: ",
        _ => shell.Prompt(user),
    };

    /// <summary>Begins anew. What to print.</summary>
    public string Begin()
    {
        line.Clear();
        stage = asksForLogin ? Stage.Name : Stage.Shell;
        return asksForLogin ? $"\r\nLobster sandbox {shell.Hostname} tty1\r\n\r\n{Prompt}" : Welcome();
    }

    /// <summary>What to print for what was typed, and whether that ended it.</summary>
    public (string Output, bool Left) Type(string typed)
    {
        var output = new StringBuilder();
        foreach (var c in typed)
        {
            if (Take(c) is not { } text)
                return (output + Logout, true);
            output.Append(text);
        }

        return (output.ToString(), false);
    }

    private string? Take(char c) => c switch
    {
        '\r' => Enter(),
        Backspace or Delete => Erase(),
        ControlC => Interrupt(),
        ControlD => line.Length > 0 || stage != Stage.Shell ? "" : Leave(),
        ControlL => SandboxAnsi.Clear + Prompt + (stage == Stage.Password ? "" : line),
        _ => char.IsControl(c) ? "" : Add(c),
    };

    private string Add(char c)
    {
        if (line.Length >= (stage == Stage.Name ? MostOfAName : MostCharacters))
            return "";
        line.Append(c);
        return stage == Stage.Password ? "" : c.ToString();
    }

    private string Erase()
    {
        if (line.Length == 0)
            return "";
        line.Length--;
        return stage == Stage.Password ? "" : "\b \b";
    }

    private string Interrupt()
    {
        line.Clear();
        if (stage == Stage.Password)
            stage = Stage.Name;
        return "^C\r\n" + Prompt;
    }

    private string? Enter()
    {
        var entered = line.ToString().Trim();
        line.Clear();
        switch (stage)
        {
            case Stage.Name:
                user = entered;
                stage = entered.Length == 0 ? Stage.Name : Stage.Password;
                return "\r\n" + Prompt;
            case Stage.Password:
                stage = Stage.Shell;
                return "\r\n" + Welcome();
            case var _ when entered == SandboxShell.Clear:
                return SandboxAnsi.Clear + Prompt;
            default:
                return shell.Answer(entered) is { } answer ? "\r\n" + answer + (answer.Length > 0 ? "\r\n" : "") + Prompt : Leave();
        }
    }

    private string? Leave() => asksForLogin ? Logout + Begin() : null;

    private string Welcome() => "\r\nType help for what works here.\r\n" + Prompt;
}
