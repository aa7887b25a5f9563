namespace Lobster.Web.Components.Shared;

/// <summary>Where a step of an operation is.</summary>
public enum StepMark
{
    /// <summary>Not begun.</summary>
    Todo,

    /// <summary>Going on.</summary>
    Now,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>Failed for good.</summary>
    Failed,

    /// <summary>Failed once and tried again, or late.</summary>
    Warning,
}
