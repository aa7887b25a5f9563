namespace Lobster.Tests.Compute.Proxmox;

/// <summary>A worker of the fake, which takes its time and then says how it ended.</summary>
/// <param name="Upid">Its id.</param>
/// <param name="Type">What it is called.</param>
/// <param name="Subject">Whom it works on.</param>
/// <param name="Until">When it is over.</param>
/// <param name="Work">What it does then: null for well, else the error.</param>
internal sealed record ProxmoxFakeTask(string Upid, string Type, string Subject, DateTimeOffset Until, Func<string?> Work)
{
    /// <summary>How it ended; null: not yet.</summary>
    public string? End { get; set; }
}
