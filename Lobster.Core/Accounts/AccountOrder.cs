namespace Lobster.Core.Accounts;

/// <summary>By what staff sort accounts.</summary>
public enum AccountOrder
{
    /// <summary>The name.</summary>
    Name,

    /// <summary>The credit.</summary>
    Credit,

    /// <summary>What its machines cost an hour.</summary>
    Burn,

    /// <summary>How many machines it has.</summary>
    Machines,

    /// <summary>When it was opened.</summary>
    Created,
}
