namespace Lobster.Web.Components.Public;

/// <summary>Where the landing page reads prices.</summary>
public interface IPriceList
{
    /// <summary>The prices in force now.</summary>
    Task<PriceList> ReadAsync(CancellationToken stopping);
}
