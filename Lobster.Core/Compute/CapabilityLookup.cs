namespace Lobster.Core.Compute;

/// <summary>Asks what a backend, or one machine on it, can do. For the call itself use <c>backend is IRename rename</c>.</summary>
public static class CapabilityLookup
{
    /// <summary>The interface of each capability.</summary>
    public static IReadOnlyDictionary<Capability, Type> Interfaces { get; } = new Dictionary<Capability, Type>
    {
        [Capability.ForcedPower] = typeof(IForcedPower),
        [Capability.Rename] = typeof(IRename),
        [Capability.Reimage] = typeof(IReimage),
        [Capability.Resize] = typeof(IResize),
        [Capability.Snapshot] = typeof(ISnapshot),
        [Capability.AddressList] = typeof(IAddressList),
        [Capability.AddressChanges] = typeof(IAddressChanges),
        [Capability.ReverseDns] = typeof(IReverseDns),
        [Capability.ImageCatalogue] = typeof(IImageCatalogue),
        [Capability.ImageFetch] = typeof(IImageFetch),
        [Capability.ImageInspect] = typeof(IImageInspect),
        [Capability.ImageDelete] = typeof(IImageDelete),
        [Capability.PlanCatalogue] = typeof(IPlanCatalogue),
        [Capability.TransferMeter] = typeof(ITransferMeter),
        [Capability.CustomActions] = typeof(ICustomActions),
        [Capability.Console] = typeof(IConsole),
        [Capability.Terminal] = typeof(ITerminal),
    };

    /// <summary>Whether the backend implements the capability's interface.</summary>
    public static bool Has(this IComputeBackend backend, Capability capability) => Interfaces[capability].IsInstanceOfType(backend);

    /// <summary>Why the backend, or this machine on it, cannot do it: a sentence for the UI. Null: it can.</summary>
    public static string? WhyNot(this IComputeBackend backend, Capability capability, BackendVm? vm = null) =>
        backend.Has(capability)
            ? vm?.Restrictions.GetValueOrDefault(capability)
            : backend.Description.Missing.GetValueOrDefault(capability, "This region cannot do that.");
}
