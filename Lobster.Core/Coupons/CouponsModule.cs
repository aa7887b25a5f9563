using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.Coupons;

/// <summary>Registers coupons.</summary>
public static class CouponsModule
{
    /// <summary>Adds the use cases and the sweep of coupons.</summary>
    public static IServiceCollection AddCoupons(this IServiceCollection services) => services.AddSingleton<CouponRedeeming>().AddSingleton<CouponDesk>().AddSingleton<PromoSweep>();
}
