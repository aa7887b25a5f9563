using Lobster.Core.TopUps;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Payments;

/// <summary>Registers payments.</summary>
public static class PaymentsModule
{
    /// <summary>Adds the use cases and workers of payments. Needs <see cref="PaymentOptions"/>, <see cref="PanelMode"/> and <see cref="IPaymentLetters"/>.</summary>
    public static IServiceCollection AddPaymentUseCases(this IServiceCollection services) => services
        .AddSingleton<PaymentSignal>().AddSingleton<PaymentInbox>().AddSingleton<PaymentMail>().AddSingleton<PaymentPosting>().AddSingleton<PaymentWorker>()
        .AddSingleton<PaymentLookUps>().AddSingleton<GatewaySecrets>().AddSingleton<PaymentGateways>().AddSingleton<PaymentWriting>().AddSingleton<Deposits>()
        .AddSingleton<RefundSender>().AddSingleton<RefundDesk>().AddSingleton<ReviewDesk>().AddSingleton<TransferDesk>().AddSingleton<PaymentDesk>()
        .AddSingleton<GatewayDrafts>().AddSingleton<GatewayAdmin>().AddSingleton<GatewayQueries>().AddSingleton<GatewayTest>().AddSingleton<DeliveryPruning>().AddSingleton<DifferenceReport>()
        .AddTopUps();
}
