using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class KeyboardTests
{
    private const uint Control = 0xffe4;
    private const uint Alt = 0xffe9;
    private const uint Shift = 0xffe2;
    private readonly Keyboard keyboard = new();

    [Theory]
    [InlineData('a', 'a')]
    [InlineData('A', 'A')]
    [InlineData(0xe9, '\u00e9')]
    [InlineData(0x0100_00e9, '\u00e9')]
    [InlineData(0xff0d, '\r')]
    [InlineData(0xff8d, '\r')]
    [InlineData(0xff08, '\b')]
    [InlineData(0xffb7, '7')]
    [InlineData(0xffae, '.')]
    public void Key_OfACharacter_TypesIt(uint keysym, char character) => Assert.Equal(new KeyStroke.Typed(character), keyboard.Take(keysym, true));

    [Theory]
    [InlineData(0xff51)]
    [InlineData(0xffbe)]
    [InlineData(0xff1b)]
    [InlineData(0x0100_20ac)]
    [InlineData(0xffff)]
    [InlineData(0xff63)]
    [InlineData(0x90)]
    public void Key_ThatMeansNothingAlone_DoesNothing(uint keysym) => Assert.Null(keyboard.Take(keysym, true));

    [Fact]
    public void Key_LetGo_DoesNothing() => Assert.Null(keyboard.Take('a', false));

    [Fact]
    public void Control_Held_MakesControlCharactersUntilItIsLetGo()
    {
        keyboard.Take(Control, true);
        var held = (keyboard.Take('c', true), keyboard.Take('L', true), keyboard.Take('1', true));
        keyboard.Take(Control, false);

        Assert.Equal((new KeyStroke.Typed('\u0003'), new KeyStroke.Typed('\f'), null), held);
        Assert.Equal(new KeyStroke.Typed('c'), keyboard.Take('c', true));
    }

    [Fact]
    public void Alt_Held_TypesNothing()
    {
        keyboard.Take(Alt, true);

        Assert.Null(keyboard.Take('x', true));
    }

    [Theory]
    [InlineData(0xffff)]
    [InlineData(0xff9f)]
    public void ControlAltDelete_IsARestart(uint delete)
    {
        keyboard.Take(Control, true);
        keyboard.Take(Alt, true);

        Assert.Equal(new KeyStroke.Restart(), keyboard.Take(delete, true));
    }

    [Theory]
    [InlineData(0xff63)]
    [InlineData(0xff9e)]
    public void ShiftInsert_IsAPaste(uint insert)
    {
        keyboard.Take(Shift, true);

        Assert.Equal(new KeyStroke.Paste(), keyboard.Take(insert, true));
    }
}
