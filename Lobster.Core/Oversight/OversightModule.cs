using Lobster.Core.Accounts;
using Lobster.Core.Audit;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Oversight;

/// <summary>Registers what staff read and do about money and customers.</summary>
public static class OversightModule
{
    /// <summary>Adds the staff's use cases.</summary>
    public static IServiceCollection AddOversight(this IServiceCollection services) => services
        .AddSingleton<OverviewQueries>().AddSingleton<BooksCheck>().AddSingleton<HealthQueries>()
        .AddSingleton<AccountListQueries>().AddSingleton<AccountDetailQueries>().AddSingleton<LedgerQueries>().AddSingleton<AuditQueries>()
        .AddSingleton<Adjustments>().AddSingleton<AccountAdmin>().AddSingleton<UserAdmin>().AddSingleton<AdminVmQueries>();
}
