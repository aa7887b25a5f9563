using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Tax;
using Lobster.Tests.Payments;

namespace Lobster.Tests.Tax;

/// <summary>A seller in Berlin, customers here and there, and the rates between them.</summary>
internal static class TaxStock
{
    public static readonly SellerForm Seller = new("Lobster Hosting GmbH", "Am Hafen 1\n10115 Berlin", "DE", "DE123456789", "HRB 4711, Berlin");

    public static readonly BillingDetailsForm Berliner = new(CustomerKind.Person, "Anna Groß", "", "Weg 2", "", "10117", "Berlin", "DE", "");

    public static readonly BillingDetailsForm Parisian = new(CustomerKind.Business, "", "Société Générale du Homard", "1, rue de la Mer", "", "75001", "Paris", "FR", "FR12345678901");

    /// <summary>Sets seller and rates up through the desk, as an admin does; each rate is country, kind and percent.</summary>
    public static async Task SetUpAsync(PaymentScene scene, params (string Country, CustomerKind Kind, string Percent)[] rates)
    {
        var desk = new TaxDesk(scene.Database.Transactions, scene.Database.Clock);
        Assert.Null((await desk.SaveSellerAsync(Actor.System, null, Seller)).Refusal);
        foreach (var (country, kind, percent) in rates)
            Assert.Null((await desk.SaveRateAsync(Actor.System, null, 0, new TaxRateForm(country, kind, "VAT", percent))).Refusal);
    }

    public static CustomerRecords Records(PaymentScene scene) => new(scene.Database.Transactions, scene.Database.Clock);

    public static async Task EnterAsync(PaymentScene scene, BillingDetailsForm form) =>
        Assert.Null((await Records(scene).SaveAsync(scene.Customer, scene.Account, null, form)).Refusal);

    public static ReceiptQueries Receipts(PaymentScene scene) => new(scene.Database.Transactions);
}
