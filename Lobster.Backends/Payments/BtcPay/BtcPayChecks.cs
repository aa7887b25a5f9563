namespace Lobster.Backends.Payments.BtcPay;

/// <summary>What would hurt, as far as the API key tells. Pure; the rights are those of BTCPay's page of API keys.</summary>
internal static class BtcPayChecks
{
    private const string Everything = "unrestricted";
    private const string WholeStore = "btcpay.store.canmodifystoresettings";
    private static readonly string[] Create = ["btcpay.store.cancreateinvoice", "btcpay.store.canmodifyinvoices", WholeStore];
    private static readonly string[] Refund =
        ["btcpay.store.cancreatenonapprovedpullpayments", "btcpay.store.cancreatepullpayments", "btcpay.store.canmanagepullpayments", WholeStore];

    /// <summary>One sentence for each thing.</summary>
    public static IReadOnlyList<string> Warnings(BtcPayKey key, BtcPayServer server, string storeId, bool canRead)
    {
        var rights = key.Permissions ?? [];
        bool Has(IEnumerable<string> any) => rights.Contains(Everything) || any.Any(a => rights.Contains(a) || rights.Contains($"{a}:{storeId}"));
        List<string> warnings = [];
        if (!canRead) warnings.Add("This version of BTCPay Server is too old: an invoice cannot be read back. Update it.");
        if (!Has(Create)) warnings.Add("The API key may not create invoices.");
        if (!Has(Refund)) warnings.Add("The API key may not create pull payments, so that refunds cannot be made from here.");
        if (rights.Any(r => r == Everything || r.StartsWith("btcpay.server.", StringComparison.Ordinal) || r.StartsWith(WholeStore, StringComparison.Ordinal)))
            warnings.Add("The API key may do far more than it needs. Whoever gets hold of it gets the store.");
        if (server.FullySynched == false) warnings.Add("BTCPay Server is not in step with the blockchain yet.");
        return warnings;
    }
}
