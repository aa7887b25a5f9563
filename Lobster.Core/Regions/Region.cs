namespace Lobster.Core.Regions;

/// <summary>A named place where machines run. It has exactly one backend and its credentials.</summary>
public sealed class Region
{
    /// <summary>The region's number.</summary>
    public RegionId Id { get; set; }

    /// <summary>What customers see ("Amsterdam"); unique.</summary>
    public required string Name { get; set; }

    /// <summary>A second line for customers ("Netherlands").</summary>
    public string Location { get; set; } = "";

    /// <summary>The backend's type ("sandbox"); cannot change once the region has machines.</summary>
    public required string BackendType { get; set; }

    /// <summary>The version of the backend's options that <see cref="Options"/> was written for.</summary>
    public int OptionsVersion { get; set; } = 1;

    /// <summary>Options that are no secret, as a JSON object.</summary>
    public string Options { get; set; } = "{}";

    /// <summary>Secret options as an encrypted JSON object; null when there are none. Never shown again.</summary>
    public string? ProtectedSecrets { get; set; }

    /// <summary>When the secrets were last set, and by whom, for "•••• set 3 Oct by Jonas".</summary>
    public Instant? SecretsSetAt { get; set; }

    /// <summary>Which user set the secrets.</summary>
    public long? SecretsSetBy { get; set; }

    /// <summary>Whether new machines may be created there.</summary>
    public bool IsEnabled { get; set; }

    /// <summary>Place in lists, small first.</summary>
    public int SortOrder { get; set; }

    /// <summary>Which of its machines' bytes count against the transfer pool. A change counts from the next reading.</summary>
    public TransferDirection TransferCounts { get; set; }

    /// <summary>Since when the backend fails (system clock); null while it answers.</summary>
    public Instant? FailingSince { get; set; }

    /// <summary>Not to be asked by a sweep before this moment (system clock); null: any time.</summary>
    public Instant? NextAttemptAt { get; set; }

    /// <summary>Failures in a row; drives the back-off.</summary>
    public int Failures { get; set; }

    /// <summary>What went wrong last, fit for an admin and free of secrets.</summary>
    public string? LastError { get; set; }

    /// <summary>When it last answered (system clock).</summary>
    public Instant? LastAnsweredAt { get; set; }

    /// <summary>How long the last answer took, in ms.</summary>
    public int? LastLatencyMs { get; set; }

    /// <summary>For optimistic concurrency and for the cache of backends.</summary>
    public long Version { get; set; }
}
