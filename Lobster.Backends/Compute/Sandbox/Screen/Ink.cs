namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>The colours of a screen. <see cref="InkColours"/> knows how they look.</summary>
internal enum Ink : byte
{
    Ground,
    Text,
    Green,
    Blue,
}
