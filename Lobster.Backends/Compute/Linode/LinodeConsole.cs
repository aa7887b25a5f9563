namespace Lobster.Backends.Compute.Linode;

/// <summary>Linode's two consoles.</summary>
internal enum LinodeConsole
{
    /// <summary>Glish: the screen, by VNC. Only while the machine runs.</summary>
    Screen,

    /// <summary>Weblish: the serial terminal.</summary>
    Terminal,
}
