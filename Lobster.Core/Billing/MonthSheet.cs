using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>Every line that an account was charged in one UTC month; together they are <see cref="MonthCharges.Total"/>. The three kinds are read one after the other, so that of a month that still runs one may be a sweep ahead.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Machines">Machines' lines, oldest first.</param>
/// <param name="Images">Images with their lines.</param>
/// <param name="Transfer">What was billed of the month's transfer.</param>
public sealed record MonthSheet(DateOnly Month, IReadOnlyList<MachineLine> Machines, IReadOnlyList<ImageCharges> Images, IReadOnlyList<TransferLineView> Transfer);

/// <summary>A machine's line with what it says of the machine.</summary>
/// <param name="Machine">What the machine is called now.</param>
/// <param name="Region">Where it is.</param>
/// <param name="Line">The line.</param>
public sealed record MachineLine(string Machine, string Region, VmChargeLine Line);
