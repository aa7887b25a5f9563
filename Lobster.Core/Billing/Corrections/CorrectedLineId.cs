using System.Globalization;
using Lobster.Core.Ledger;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Which line of which kind an entry corrects.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Number">The line's number among those of its kind.</param>
public readonly record struct CorrectedLineId(ChargeKind Kind, long Number)
{
    /// <summary>The key of every correction begins with this; what else points at a machine's line was given back because the machine never became usable, or was gone.</summary>
    public const string KeyPrefix = "correction/";

    /// <summary>The key of a line's <paramref name="number"/>-th correction, unique for ever.</summary>
    /// <param name="number">1, 2, 3 …</param>
    public string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{KeyPrefix}{Place}{Number}/{number}");

    /// <summary>Lets an entry point at the line.</summary>
    internal void Mark(LedgerEntry entry)
    {
        switch (Kind)
        {
            case ChargeKind.Machine:
                entry.CorrectsLineId = new ChargeLineId(Number);
                break;
            case ChargeKind.Storage:
                entry.CorrectsStorageLineId = new StorageLineId(Number);
                break;
            case ChargeKind.Transfer:
                entry.CorrectsTransferLineId = new TransferLineId(Number);
                break;
            default:
                throw new InvalidOperationException($"Nothing is known about {Kind}.");
        }
    }

    // Machines came first; their keys name no kind.
    private string Place => Kind switch
    {
        ChargeKind.Machine => "",
        ChargeKind.Storage => "storage/",
        ChargeKind.Transfer => "transfer/",
        _ => throw new InvalidOperationException($"Nothing is known about {Kind}."),
    };
}
