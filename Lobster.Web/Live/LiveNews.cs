namespace Lobster.Web.Live;

/// <summary>One change, as programs hear it.</summary>
/// <param name="Subject">What kind of thing ("Vm").</param>
/// <param name="Id">Its number.</param>
/// <param name="Account">Whose it is; null when it concerns no account.</param>
internal sealed record LiveNews(string Subject, long Id, long? Account);
