using Lobster.Backends.Compute.CloudStack;
using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Backends.Compute.Ec2;
using Lobster.Backends.Compute.Gce;
using Lobster.Backends.Compute.Linode;
using Lobster.Backends.Compute.LobsterPanel;
using Lobster.Backends.Compute.LunaNode;
using Lobster.Backends.Compute.OpenStack;
using Lobster.Backends.Compute.Proxmox;
using Lobster.Backends.Compute.Sandbox;
using Lobster.Backends.Compute.SolusVm1;
using Lobster.Backends.Compute.SolusVm2;
using Lobster.Backends.Compute.Vultr;
using Lobster.Backends.Consoles;
using Lobster.Backends.Payments.Bank;
using Lobster.Backends.Payments.BtcPay;
using Lobster.Backends.Payments.Coinbase;
using Lobster.Backends.Payments.PayPal;
using Lobster.Backends.Payments.Stripe;
using Lobster.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lobster.Backends;

/// <summary>Registers every backend there is, for the panel or for any other program.</summary>
public static class BackendsModule
{
    /// <summary>
    /// Adds an <see cref="Core.Compute.IBackendFactory"/> for each provider and an <see cref="Core.Payments.IGatewayFactory"/> for each payment gateway. Without a <see cref="TimeProvider"/> or a <see cref="BusinessClock"/> in the container
    /// they follow the system's clock. Needs logging; consoles need Lobster's use cases too.
    /// </summary>
    public static IServiceCollection AddLobsterBackends(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(s => new BusinessClock(s.GetRequiredService<TimeProvider>()));
        return services.AddSandbox().AddCloudStack().AddDigitalOcean().AddEc2().AddGce().AddLinode().AddLobsterPanel().AddLunaNode().AddOpenStack().AddProxmox().AddSolusVm1().AddSolusVm2().AddVultr().AddConsoleDialer()
            .AddBankTransfer().AddPayPal().AddStripe().AddCoinbase().AddBtcPay();
    }
}
