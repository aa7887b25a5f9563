namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Carries out operations; the program's workers call it over and over.</summary>
public interface IOperationRunner
{
    /// <summary>Claims one operation that is due and carries it as far as it goes now. False: nothing was due.</summary>
    Task<bool> RunNextAsync(CancellationToken cancellationToken);
}
