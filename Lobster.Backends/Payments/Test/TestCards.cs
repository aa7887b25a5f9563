using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Test;

/// <summary>The saved cards of the test gateway. What a card's bank says is in its id, so that it outlives a restart.</summary>
internal static class TestCards
{
    private static readonly Dictionary<TestCard, (string Code, string Last4)> Minds = new()
    {
        [TestCard.Works] = ("works", "4242"),
        [TestCard.InsufficientFunds] = ("insufficient_funds", "9995"),
        [TestCard.Lost] = ("lost_card", "9987"),
        [TestCard.AuthenticationRequired] = ("authentication_required", "3155"),
    };

    /// <summary>The gateway's id of a saving.</summary>
    public static string SetupId(string reference) => "seti_" + reference;

    /// <summary>A card as it was saved.</summary>
    public static SavedCard Make(string setupId, string customerId, TestCard mind) =>
        new(customerId, $"pm_{Minds[mind].Code}/{setupId}", "visa", Minds[mind].Last4, 8, 2031);

    /// <summary>Why a card is declined; null when it is not.</summary>
    public static string? ReasonOf(SavedCard card)
    {
        var code = card.MethodId.Split('/')[0].Replace("pm_", "", StringComparison.Ordinal);
        return code == Minds[TestCard.Works].Code ? null : code;
    }

    /// <summary>What a decline means for the next attempt; null for one that is not of a saved card.</summary>
    public static CardDecline? DeclineOf(string? reason) => reason switch
    {
        null => null,
        "authentication_required" => CardDecline.Confirm,
        "insufficient_funds" => CardDecline.Later,
        _ => CardDecline.Never,
    };
}
