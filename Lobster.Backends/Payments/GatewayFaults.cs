using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments;

/// <summary>Turns what <see cref="Http.ProviderClient"/> throws into what gateways throw.</summary>
internal static class GatewayFaults
{
    /// <summary>Waits for a call.</summary>
    /// <exception cref="GatewayException">It failed.</exception>
    public static async Task<T> OrFailAsync<T>(this Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
    }

    /// <summary>Waits for a call; null when the provider says for certain that there is no such thing.</summary>
    /// <exception cref="GatewayException">It failed otherwise.</exception>
    public static async Task<T?> OrNullAsync<T>(this Task<T> call) where T : class
    {
        try
        {
            return await call;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null;
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
    }

    /// <summary>What a gateway throws for a failure that it has caught itself.</summary>
    public static GatewayException ToGatewayException(this BackendException e) => new(Kind(e.Kind), e.Message, e);

    private static GatewayErrorKind Kind(BackendErrorKind kind) => kind switch
    {
        BackendErrorKind.Unauthorized => GatewayErrorKind.Unauthorized,
        BackendErrorKind.NotFound => GatewayErrorKind.NotFound,
        BackendErrorKind.Rejected => GatewayErrorKind.Rejected,
        BackendErrorKind.OutcomeUnknown => GatewayErrorKind.OutcomeUnknown,
        _ => GatewayErrorKind.Unavailable,
    };
}
