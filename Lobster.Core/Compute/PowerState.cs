namespace Lobster.Core.Compute;

/// <summary>
/// A machine's power state in the panel's words. An open enum: a provider maps what it knows and uses <see cref="Unknown"/> for the
/// rest, keeping the original text in <see cref="BackendVm.RawState"/>. <c>default</c> is <see cref="Unknown"/>.
/// </summary>
public readonly record struct PowerState
{
    private readonly string? value;

    /// <summary>From stored text, lower case; empty or null is <see cref="Unknown"/>.</summary>
    public PowerState(string? value) => this.value = string.IsNullOrEmpty(value) || value == "unknown" ? null : value;

    /// <summary>Being made; never ran yet.</summary>
    public static PowerState Provisioning { get; } = new("provisioning");

    /// <summary>On.</summary>
    public static PowerState Running { get; } = new("running");

    /// <summary>Off, its disk kept.</summary>
    public static PowerState Stopped { get; } = new("stopped");

    /// <summary>On its way to <see cref="Running"/>.</summary>
    public static PowerState Starting { get; } = new("starting");

    /// <summary>On its way to <see cref="Stopped"/>.</summary>
    public static PowerState Stopping { get; } = new("stopping");

    /// <summary>Restarting.</summary>
    public static PowerState Rebooting { get; } = new("rebooting");

    /// <summary>Held by the provider or its operator (paused, shelved, disabled), not by the panel's suspension.</summary>
    public static PowerState Suspended { get; } = new("suspended");

    /// <summary>The provider works on it: rebuilding, resizing, migrating, deleting.</summary>
    public static PowerState Busy { get; } = new("busy");

    /// <summary>Broken at the provider; <see cref="BackendVm.Problem"/> says why.</summary>
    public static PowerState Error { get; } = new("error");

    /// <summary>Not told or not understood. Unknown is not stopped.</summary>
    public static PowerState Unknown { get; }

    /// <summary>The stored text, lower case; "unknown" for default.</summary>
    public string Value => value ?? "unknown";

    /// <summary>Whether it stays so until somebody acts.</summary>
    public bool IsSettled => this == Running || this == Stopped || this == Suspended || this == Error;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
