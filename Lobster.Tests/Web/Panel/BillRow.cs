namespace Lobster.Tests.Web.Panel;

/// <summary>A charge line as the page of a machine tells it.</summary>
internal sealed record BillRow(string From, string Until, string Plan, int Hours, decimal Rate, decimal Amount);
