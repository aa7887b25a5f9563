namespace Lobster.Web.Components.Shared;

public sealed partial class Formats
{
    /// <summary>A sum over accounts, in currency units, written like <see cref="Credit"/>; it may exceed what one amount can hold.</summary>
    public string Total(decimal units) => units != 0 && Math.Round(units, 2, MidpointRounding.ToEven) == 0 ? FineTotal(units) : Written(units, 2);

    /// <summary>The same with the four decimals of hourly rates.</summary>
    public string FineTotal(decimal units) => Written(units, 4);
}
