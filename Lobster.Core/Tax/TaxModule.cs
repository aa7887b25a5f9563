using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Tax;

/// <summary>Registers tax, billing details and receipts.</summary>
public static class TaxModule
{
    /// <summary>Adds their use cases.</summary>
    public static IServiceCollection AddTax(this IServiceCollection services) =>
        services.AddSingleton<TaxDesk>().AddSingleton<CustomerRecords>().AddSingleton<TaxQuotes>().AddSingleton<ReceiptQueries>();
}
