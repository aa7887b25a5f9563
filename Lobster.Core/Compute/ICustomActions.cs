namespace Lobster.Core.Compute;

/// <summary>Buttons beyond the contract: a rescue system, a console log.</summary>
public interface ICustomActions : ICapability
{
    /// <summary>What this machine offers now.</summary>
    Task<IReadOnlyList<CustomAction>> ListActionsAsync(string vmId, CancellationToken cancellationToken);

    /// <summary>
    /// Does it. Never repeated by the panel after a lost answer, unless it <see cref="CustomAction.IsRead"/>. An unknown action is <see cref="BackendErrorKind.NotFound"/>, bad input <see cref="BackendErrorKind.Rejected"/>.
    /// </summary>
    /// <param name="vmId">The machine.</param>
    /// <param name="actionId">Which.</param>
    /// <param name="input">By field key.</param>
    /// <param name="cancellationToken">Ours.</param>
    Task<CustomActionOutcome> RunActionAsync(
        string vmId, string actionId, IReadOnlyDictionary<string, string> input, CancellationToken cancellationToken);
}
