namespace Lobster.Core.Consoles;

/// <summary>A console cannot be connected to. The message is for the log: it names neither password nor address.</summary>
public sealed class ConsoleLineException : Exception
{
    /// <summary>For <see cref="ConsoleEnd.Unreachable"/>.</summary>
    public ConsoleLineException()
        : this("The console does not answer.")
    {
    }

    /// <summary>For <see cref="ConsoleEnd.Unreachable"/>.</summary>
    public ConsoleLineException(string message)
        : this(ConsoleEnd.Unreachable, message)
    {
    }

    /// <summary>For <see cref="ConsoleEnd.Unreachable"/>.</summary>
    public ConsoleLineException(string message, Exception innerException)
        : this(ConsoleEnd.Unreachable, message, innerException)
    {
    }

    /// <summary>With what became of it.</summary>
    public ConsoleLineException(ConsoleEnd end, string message, Exception? inner = null)
        : base(message, inner) => End = end;

    /// <summary>What became of the session.</summary>
    public ConsoleEnd End { get; }
}
