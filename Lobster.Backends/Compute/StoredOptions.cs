using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>What a region's form stored.</summary>
internal sealed class StoredOptions(BackendSettings settings, IReadOnlyList<OptionField> fields) : FilledForm(settings.Options, settings.Secrets, fields)
{
    /// <summary>This panel installation, to mark machines with.</summary>
    public Guid Installation => settings.InstallationId;

    /// <summary>What a private cloud's server must show; null: what the system believes.</summary>
    public TlsTrust? Trust => TlsTrust.Parse(Text(CommonFields.Trust.Key));
}
