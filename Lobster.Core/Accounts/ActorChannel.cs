namespace Lobster.Core.Accounts;

/// <summary>The way in which a request came.</summary>
public enum ActorChannel
{
    /// <summary>The panel itself.</summary>
    System,

    /// <summary>A page.</summary>
    Browser,

    /// <summary>The REST API.</summary>
    Api,

    /// <summary>A verb of the program, run by the operator.</summary>
    Shell,

    /// <summary>A payment gateway's call.</summary>
    Webhook,
}
