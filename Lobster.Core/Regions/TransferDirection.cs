namespace Lobster.Core.Regions;

/// <summary>Which of a machine's bytes count against the transfer pool.</summary>
public enum TransferDirection
{
    /// <summary>What it sends.</summary>
    Out,

    /// <summary>What it receives.</summary>
    In,

    /// <summary>Both together.</summary>
    Both,
}
