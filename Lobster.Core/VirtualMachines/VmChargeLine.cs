namespace Lobster.Core.VirtualMachines;

/// <summary>A charge line of one machine.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Day">Its UTC day.</param>
/// <param name="From">Where it begins.</param>
/// <param name="Until">Where it ends, exclusive.</param>
/// <param name="Intervals">How many intervals.</param>
/// <param name="Rate">What each cost.</param>
/// <param name="Amount">What they cost together.</param>
/// <param name="GivenBack">What corrections gave back of it; negative: took in addition.</param>
/// <param name="Plan">The name of the plan that was charged.</param>
public sealed record VmChargeLine(VmId VmId, DateOnly Day, Instant From, Instant Until, int Intervals, Money Rate, Money Amount, Money GivenBack, string Plan)
{
    /// <summary>What they cost after all.</summary>
    public Money Net => Amount - GivenBack;

    /// <summary>The moments at which its intervals begin.</summary>
    public IEnumerable<Instant> Starts
    {
        get
        {
            var length = (Until.Micros - From.Micros) / Math.Max(Intervals, 1);
            for (var i = 0; i < Intervals; i++) yield return new Instant(From.Micros + (i * length));
        }
    }
}
