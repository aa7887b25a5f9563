using Lobster.Core.Consoles;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>Somebody at a terminal who types what a test wants.</summary>
internal sealed class Sitter(params string?[] answers) : IConsolePrompt
{
    private readonly Queue<string?> left = new(answers);

    public List<string> Asked { get; } = [];

    public TerminalSize Size { get; init; } = TerminalSize.Usual;

    public Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        Asked.Add(question);
        return Task.FromResult(left.Dequeue());
    }
}
