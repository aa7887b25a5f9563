namespace Lobster.Core.Compute;

/// <summary>
/// What all optional interfaces share. Their methods throw <see cref="BackendException"/> as <see cref="IComputeBackend"/>'s do:
/// an unknown machine is <see cref="BackendErrorKind.NotFound"/>, a machine that is busy <see cref="BackendErrorKind.Conflict"/>.
/// Asking for what is so already succeeds. Each has one name in <see cref="Capability"/>.
/// </summary>
#pragma warning disable CA1040 // An empty interface is the point: it is what the look-up and the tests recognise capabilities by.
public interface ICapability;
#pragma warning restore CA1040
