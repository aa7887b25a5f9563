using Lobster.Core;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Panel.Machines;

/// <summary>What a machine costs while it does not run, in words.</summary>
internal static class PowerWords
{
    private const int Full = 1000;

    /// <summary>The price while it is stopped, for a list of facts.</summary>
    public static string Price(IStringLocalizer words, Formats f, Money hourly, int factor) => factor switch
    {
        0 => words["nothing"],
        Full => words["the same"],
        _ => f.Rate(At(hourly, factor)),
    };

    /// <summary>What stopping it changes about its price.</summary>
    public static string WhenStopped(IStringLocalizer words, Formats f, Money hourly, int factor) => factor switch
    {
        0 => words["What runs on it ends. Its disk and addresses stay. From the next hour on it costs nothing until it is started."],
        Full => words["What runs on it ends. Its disk and addresses stay, and so does its price of {0}.", f.RateInText(hourly)],
        _ => words["What runs on it ends. Its disk and addresses stay. From the next hour on it costs {0} until it is started.", f.RateInText(At(hourly, factor))],
    };

    private static Money At(Money hourly, int factor) => hourly.Scale(factor, Full);
}
