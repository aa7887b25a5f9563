using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments;

/// <summary>Keeps saved cards in a test's database.</summary>
internal static class CardSavings
{
    public static CardSaving Of(TestDatabase database, PaymentGateways gateways) =>
        new(database.Transactions, gateways, new PaymentMail(new PlainLetters(), database.Time), database.Clock, database.Time);
}
