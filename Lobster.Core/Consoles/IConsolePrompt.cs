namespace Lobster.Core.Consoles;

/// <summary>Whoever sits at a console that is being opened.</summary>
public interface IConsolePrompt
{
    /// <summary>The size of their window now.</summary>
    TerminalSize Size { get; }

    /// <summary>Asks for something that is not shown while it is typed.</summary>
    /// <param name="question">What to ask.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was typed; null: they left or gave up.</returns>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);
}
