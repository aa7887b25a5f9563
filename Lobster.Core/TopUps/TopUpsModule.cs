using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.TopUps;

/// <summary>Registers saved cards and automatic top-up.</summary>
public static class TopUpsModule
{
    /// <summary>Adds their use cases and the sweep. Part of payments.</summary>
    public static IServiceCollection AddTopUps(this IServiceCollection services) => services
        .AddSingleton<CardGateways>().AddSingleton<CardSaving>().AddSingleton<SavedCardDesk>().AddSingleton<CardForgetting>()
        .AddSingleton<TopUpDesk>().AddSingleton<TopUpQueries>().AddSingleton<TopUpOpening>().AddSingleton<TopUpAsking>().AddSingleton<TopUpSweep>();
}
