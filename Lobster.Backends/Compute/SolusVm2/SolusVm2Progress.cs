namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>How a task of the master stands.</summary>
internal enum SolusVm2Progress
{
    /// <summary>Not over yet.</summary>
    UnderWay,

    /// <summary>Over, and well.</summary>
    Done,

    /// <summary>Over, and not all of it went well: what came of it is seen in the machine.</summary>
    DoneWithErrors,

    /// <summary>Over, and not done, or cancelled by the operator.</summary>
    Failed,
}
