namespace Lobster.Core.Accounts;

/// <summary>What the panel decided about power, apart from what the customer asked for.</summary>
public enum SuspensionKind
{
    /// <summary>Not suspended.</summary>
    None,

    /// <summary>For lack of credit; lifts by itself.</summary>
    Auto,

    /// <summary>By an admin; only an admin lifts it.</summary>
    Manual,
}
