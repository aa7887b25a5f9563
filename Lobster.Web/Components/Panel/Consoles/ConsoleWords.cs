using Lobster.Core.Consoles;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Consoles;

/// <summary>Words of the console's page.</summary>
internal static class ConsoleWords
{
    /// <summary>The keys that lead out of the console.</summary>
    public const string WayOut = "Ctrl+Alt+Shift+K";

    /// <summary>The name of a kind.</summary>
    public static string Name(this IStringLocalizer<Ui> words, ConsoleKind kind) => kind == ConsoleKind.Screen ? words["Screen"] : words["Terminal"];

    /// <summary>What the script says by itself, by the names it knows; {0} and {1} are filled by it.</summary>
    public static IReadOnlyDictionary<string, string> ForScript(IStringLocalizer<Ui> words) => new Dictionary<string, string>
    {
        ["connecting"] = words["Connecting"],
        ["connected"] = words["Connected"],
        ["ended"] = words["Not connected"],
        ["again"] = words["Connection lost, connecting again"],
        ["age"] = words["Open for {0}"],
        ["screen"] = words["Screen, {0} × {1}"],
        ["serial"] = words["Serial"],
        ["ssh"] = words["SSH, host key {0}"],
        ["newHostKey"] = words["This host key was seen for the first time. From now on the machine must show the same."],
        ["screenLabel"] = words["The machine's screen. All keys go to the machine; {0} leaves it.", WayOut],
        ["terminalLabel"] = words["The machine's terminal. All keys go to the machine; {0} leaves it.", WayOut],
        ["phoneLabel"] = words["Keyboard for the machine"],
        ["copied"] = words["The machine copied this text."],
        ["review"] = words["More than one line: each would run at once. Look at it, then type it."],
        ["unreadable"] = words["The browser does not let its clipboard be read. Paste into the field instead."],
        ["given"] = words["It is on the machine's clipboard."],
        ["taken"] = words["Copied."],
        ["byHand"] = words["The browser does not let the page copy. Copy the marked text by hand."],
        ["unmarked"] = words["Mark text in the terminal first."],
    };
}
