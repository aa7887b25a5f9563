namespace Lobster.Core.Standing;

/// <summary>The section <c>Lobster:Standing</c>. A wrong value stops the program at start with a sentence that names it.</summary>
public sealed class StandingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Lobster:Standing";

    /// <summary>Hours of the burn rate that credit must cover; below that it is low and notices go out.</summary>
    public int NotifyHours { get; set; } = 168;

    /// <summary>The least time between two notices, in hours.</summary>
    public int NotifyEveryHours { get; set; } = 24;

    /// <summary>How many notices allow the suspension once credit is used up.</summary>
    public int NoticesBeforeSuspension { get; set; } = 5;

    /// <summary>Hours since the first notice that allow it too, however few notices went out.</summary>
    public int HoursBeforeSuspension { get; set; } = 24;

    /// <summary>Hours of the full burn rate that credit must cover to lift an automatic suspension.</summary>
    public int RestoreHours { get; set; } = 1;

    /// <summary>Debt beyond this many hours of the burn rate at suspension ends the account.</summary>
    public int DebtHours { get; set; } = 168;

    /// <summary>Days of suspension that end the account.</summary>
    public int SuspendedDays { get; set; } = 14;

    /// <summary>How many notices must be out before the account ends, unless one went out each day.</summary>
    public int NoticesBeforeTermination { get; set; } = 10;

    /// <summary>The least time between the first notice that names a termination date and that date, in hours.</summary>
    public int WarningHours { get; set; } = 24;

    /// <summary>The same values as one immutable record.</summary>
    public StandingPolicy Policy => new(
        NotifyHours, TimeSpan.FromHours(NotifyEveryHours), NoticesBeforeSuspension, TimeSpan.FromHours(HoursBeforeSuspension), RestoreHours,
        DebtHours, TimeSpan.FromDays(SuspendedDays), NoticesBeforeTermination, TimeSpan.FromHours(WarningHours));

    /// <summary>Every sentence that is wrong with these values; empty when all is well.</summary>
    public IEnumerable<string> Problems() =>
        from setting in new (string Name, int Value, int Least, int Most)[]
        {
            (nameof(NotifyHours), NotifyHours, 1, 8760),
            (nameof(NotifyEveryHours), NotifyEveryHours, 1, 720),
            (nameof(NoticesBeforeSuspension), NoticesBeforeSuspension, 1, 100),
            (nameof(HoursBeforeSuspension), HoursBeforeSuspension, 0, 8760),
            (nameof(RestoreHours), RestoreHours, 1, 8760),
            (nameof(DebtHours), DebtHours, 1, 87_600),
            (nameof(SuspendedDays), SuspendedDays, 1, 3650),
            (nameof(NoticesBeforeTermination), NoticesBeforeTermination, 1, 1000),
            (nameof(WarningHours), WarningHours, 1, 720),
        }
        where setting.Value < setting.Least || setting.Value > setting.Most
        select string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{Section}:{setting.Name} is {setting.Value}, but must be {setting.Least} to {setting.Most}.");
}
