using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.Playwright;

namespace Lobster.Tests.Web;

/// <summary>The page of a payment, and how one gets there.</summary>
internal sealed class PaymentScreen(BrowserSession session) : LivePage(session)
{
    private string test = "";

    public override string Path => "panel/billing";

    /// <summary>Begins a payment on the billing page and goes to its own page, unpaid. What is paid may be more than the amount: the tax.</summary>
    public async Task BeginAsync(string amount, string way = "Test payment", string? pays = null)
    {
        await OpenAsync();
        await Page.Locator("#amount").FillAsync(amount);
        await Page.GetByRole(AriaRole.Radio, new() { Name = way }).CheckAsync();
        await Button($"Pay ${pays ?? amount}").ClickAsync();
        if (way != "Test payment")
        {
            await Page.WaitForURLAsync("**/panel/billing/payments/*");
            return;
        }

        await Page.WaitForURLAsync("**/dev/pay/**");
        test = Page.Url;
        await Page.GotoAsync(new Uri(test).Query.Split("back=")[1] is { } back ? Uri.UnescapeDataString(back) : "");
        await Page.Locator("h2").First.WaitForAsync();
    }

    public Task WaitsAsync() => ShowsAsync("Waiting for your payment");

    /// <summary>Something happens to the payment while its page stays open; nobody comes back to ask.</summary>
    public async Task ElsewhereAsync(string outcome)
    {
        var other = await Page.Context.NewPageAsync();
        await other.GotoAsync(test.Split('?')[0] + "?back=/panel");
        await other.GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true }).ClickAsync();
        await other.WaitForURLAsync("**/panel");
        await other.CloseAsync();
    }

    public Task ShowsAsync(string title) => Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }).WaitForAsync();
}
