using Lobster.Core.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Backends.Payments.Bank;

/// <summary>Registers bank transfers.</summary>
public static class BankModule
{
    /// <summary>Adds gateways of the type <c>bank</c>.</summary>
    public static IServiceCollection AddBankTransfer(this IServiceCollection services) => services.AddSingleton<IGatewayFactory, BankFactory>();
}
