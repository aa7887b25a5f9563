using Lobster.Core.Data;
using Lobster.Web.Backups;
using Microsoft.Extensions.Options;

namespace Lobster.Web.Configuration;

/// <summary>Tells the reasons for which the program refuses to start apart from its own faults.</summary>
internal static class StartRefusal
{
    /// <summary>The sentence that the operator needs, without a stack trace; null when the exception is a fault of ours.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException e => string.Join(' ', e.Failures),
        SettingException or BackupException or SchemaTooNewException => exception.Message,
        InvalidOperationException e when e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) =>
            e.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        _ => null,
    };
}
