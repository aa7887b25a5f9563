using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel;

/// <summary>The customer's page of credit.</summary>
internal sealed class BillingScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "panel/billing";

    /// <summary>Adds credit through the test gateway and comes back.</summary>
    public async Task PayAsync(string amount)
    {
        await Page.Locator("#amount").FillAsync(amount);
        await Button($"Pay ${amount}").ClickAsync();
        await Button("Pay").ClickAsync();
        await OpenAsync();
    }
}
