namespace Lobster.Core.Consoles;

/// <summary>Why a console was closed.</summary>
public enum ConsoleEnd
{
    /// <summary>Whoever sat there left.</summary>
    Left,

    /// <summary>The machine's side ended it.</summary>
    Machine,

    /// <summary>The machine's side could not be reached.</summary>
    Unreachable,

    /// <summary>The SSH host showed another key than the one that was pinned.</summary>
    OtherHostKey,

    /// <summary>The machine's side did not take the log-in.</summary>
    LoginRefused,

    /// <summary>It is not allowed any more: logged out, suspended, deleted, another role.</summary>
    Revoked,

    /// <summary>Nothing was typed for too long.</summary>
    Idle,

    /// <summary>It was open for as long as one may be.</summary>
    TooLong,

    /// <summary>The browser sent a message that is larger than any of a console.</summary>
    TooMuch,

    /// <summary>The panel that served it stopped.</summary>
    Stopped,

    /// <summary>The panel that served it is gone without having closed it.</summary>
    Lost,
}
