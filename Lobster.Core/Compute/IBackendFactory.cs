namespace Lobster.Core.Compute;

/// <summary>
/// One type of backend. A singleton, registered in DI as <see cref="IBackendFactory"/> by the provider's module. The panel calls
/// <see cref="Create"/> once per region and version of its settings and keeps the result.
/// </summary>
public interface IBackendFactory
{
    /// <summary>The stable name stored with regions: lower case letters, digits and hyphens. Never changes, never reused.</summary>
    string Type { get; }

    /// <summary>The name that people read.</summary>
    string DisplayName { get; }

    /// <summary>
    /// The version of the options' meaning, from 1. <see cref="Create"/> and <see cref="Validate"/> accept every older one, so
    /// that a region outlives an upgrade of the panel.
    /// </summary>
    int OptionsVersion { get; }

    /// <summary>The fields of the region's form, in order.</summary>
    IReadOnlyList<OptionField> OptionFields { get; }

    /// <summary>
    /// Checks settings without asking the provider. Returns field key to message, empty when all is well. Required fields, numbers,
    /// choices and unknown keys are checked before, by <see cref="OptionRules"/>.
    /// </summary>
    IReadOnlyDictionary<string, string> Validate(BackendSettings settings);

    /// <summary>Makes the backend. Cheap: no request, no file. Throws <see cref="ArgumentException"/> for settings that do not validate.</summary>
    IComputeBackend Create(BackendSettings settings);
}
