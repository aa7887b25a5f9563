using Lobster.Core.Billing;
using Lobster.Core.Regions;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Registers what carries operations out.</summary>
public static class OperationsModule
{
    /// <summary>Adds the runner and a handler for every kind.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<RegionSecrets>().AddSingleton<RegionBackends>().AddSingleton<RegionHealth>().AddSingleton<VmCharging>()
        .AddSingleton<GuestLogins>().AddSingleton<OperationClaims>().AddSingleton<OperationWriter>().AddSingleton<IOperationRunner, OperationRunner>()
        .AddSingleton<IOperationHandler, CreateHandler>().AddSingleton<IOperationHandler, DeleteHandler>()
        .AddSingleton<IOperationHandler, PowerHandler>().AddSingleton<IOperationHandler, RenameHandler>()
        .AddSingleton<IOperationHandler, ReimageHandler>().AddSingleton<IOperationHandler, ResizeHandler>()
        .AddSingleton<IOperationHandler, SnapshotHandler>().AddSingleton<IOperationHandler, FetchImageHandler>().AddSingleton<IOperationHandler, DeleteImageHandler>()
        .AddSingleton<IOperationHandler, AddressHandler>().AddSingleton<ActionInput>().AddSingleton<IOperationHandler, CustomActionHandler>();
}
