namespace Lobster.Core.Compute;

/// <summary>
/// The names of the capabilities, for reasons, restrictions, UI and API. Each stands for one interface; see
/// <see cref="CapabilityLookup"/>. There is no flag to set: implementing the interface is having the capability.
/// </summary>
public enum Capability
{
    /// <summary><see cref="IForcedPower"/>.</summary>
    ForcedPower,

    /// <summary><see cref="IRename"/>.</summary>
    Rename,

    /// <summary><see cref="IReimage"/>.</summary>
    Reimage,

    /// <summary><see cref="IResize"/>.</summary>
    Resize,

    /// <summary><see cref="ISnapshot"/>.</summary>
    Snapshot,

    /// <summary><see cref="IAddressList"/>.</summary>
    AddressList,

    /// <summary><see cref="IAddressChanges"/>.</summary>
    AddressChanges,

    /// <summary><see cref="IReverseDns"/>.</summary>
    ReverseDns,

    /// <summary><see cref="IImageCatalogue"/>.</summary>
    ImageCatalogue,

    /// <summary><see cref="IImageFetch"/>.</summary>
    ImageFetch,

    /// <summary><see cref="IImageInspect"/>.</summary>
    ImageInspect,

    /// <summary><see cref="IImageDelete"/>.</summary>
    ImageDelete,

    /// <summary><see cref="IPlanCatalogue"/>.</summary>
    PlanCatalogue,

    /// <summary><see cref="ITransferMeter"/>.</summary>
    TransferMeter,

    /// <summary><see cref="ICustomActions"/>.</summary>
    CustomActions,

    /// <summary><see cref="IConsole"/>.</summary>
    Console,

    /// <summary><see cref="ITerminal"/>.</summary>
    Terminal,
}
