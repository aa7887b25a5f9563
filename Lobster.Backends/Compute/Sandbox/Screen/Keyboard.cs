namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// Turns key events into what they mean. Keys come as X keysyms (RFC 6143, 7.5.4): the client has applied layout and shift already.
/// Not safe for use from several threads.
/// </summary>
internal sealed class Keyboard
{
    private const uint Unicode = 0x0100_0000;
    private const uint KeypadFirst = 0xffaa;
    private const string Keypad = "*+,-./0123456789";
    private readonly HashSet<uint> held = [];

    /// <summary>Null: it means nothing here, or not by itself.</summary>
    public KeyStroke? Take(uint keysym, bool down)
    {
        if (IsModifier(keysym))
        {
            if (down)
                held.Add(keysym);
            else
                held.Remove(keysym);
            return null;
        }

        return down ? Press(keysym) : null;
    }

    private KeyStroke? Press(uint keysym) => keysym switch
    {
        Keys.Delete or Keys.KeypadDelete when IsControl && IsAlt => new KeyStroke.Restart(),
        Keys.Insert or Keys.KeypadInsert when IsShift => new KeyStroke.Paste(),
        Keys.Return or Keys.KeypadEnter => new KeyStroke.Typed('\r'),
        Keys.Backspace => new KeyStroke.Typed('\b'),
        _ => Character(keysym) is { } c ? Typed(c) : null,
    };

    private KeyStroke.Typed? Typed(char c) => (IsControl, IsAlt) switch
    {
        (false, false) => new(c),
        (true, false) when char.IsAsciiLetter(c) => new((char)(c & 0x1f)),
        _ => null,
    };

    private static char? Character(uint keysym) => keysym switch
    {
        >= ' ' and <= '~' or >= '\u00a0' and <= '\u00ff' => (char)keysym,
        >= Unicode + '\u00a0' and <= Unicode + '\u00ff' => (char)(keysym - Unicode),
        >= KeypadFirst and <= KeypadFirst + 15 => Keypad[(int)(keysym - KeypadFirst)],
        _ => null,
    };

    private bool IsShift => held.Contains(Keys.LeftShift) || held.Contains(Keys.RightShift);

    private bool IsControl => held.Contains(Keys.LeftControl) || held.Contains(Keys.RightControl);

    private bool IsAlt => held.Contains(Keys.LeftAlt) || held.Contains(Keys.RightAlt);

    private static bool IsModifier(uint keysym) =>
        keysym is Keys.LeftShift or Keys.RightShift or Keys.LeftControl or Keys.RightControl or Keys.LeftAlt or Keys.RightAlt;

    // X11/keysymdef.h names them.
    private static class Keys
    {
        public const uint Backspace = 0xff08;
        public const uint Return = 0xff0d;
        public const uint Insert = 0xff63;
        public const uint KeypadEnter = 0xff8d;
        public const uint KeypadInsert = 0xff9e;
        public const uint KeypadDelete = 0xff9f;
        public const uint LeftShift = 0xffe1;
        public const uint RightShift = 0xffe2;
        public const uint LeftControl = 0xffe3;
        public const uint RightControl = 0xffe4;
        public const uint LeftAlt = 0xffe9;
        public const uint RightAlt = 0xffea;
        public const uint Delete = 0xffff;
    }
}
