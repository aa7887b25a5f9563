using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Web.Configuration;

namespace Lobster.Web.Charging;

/// <summary>Image storage and transfer: their settings and letters.</summary>
internal static class ChargingModule
{
    /// <summary>Registers them.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    public static WebApplicationBuilder AddCharging(this WebApplicationBuilder builder)
    {
        var storage = builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new();
        var transfer = builder.Configuration.GetSection(TransferOptions.Section).Get<TransferOptions>() ?? new();
        if (storage.Problems().Concat(transfer.Problems()).FirstOrDefault() is { } problem) throw new SettingException(problem);
        builder.Services.AddSingleton(storage).AddSingleton(transfer).AddSingleton<ITransferLetters, TransferLetters>();
        return builder;
    }
}
