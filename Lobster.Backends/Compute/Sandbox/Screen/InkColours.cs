namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>How the colours look: 0xRRGGBB for each <see cref="Ink"/>, those of the panel's own console page.</summary>
internal static class InkColours
{
    public static ReadOnlySpan<uint> All => [0x080c12, 0xc6d0dc, 0x4cc38a, 0x7ea6ff];
}
