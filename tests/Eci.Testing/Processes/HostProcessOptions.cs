using Eci.Testing.Servers;

namespace Eci.Testing.Processes;

/// <summary>What a <see cref="HostProcess"/> is started with.</summary>
/// <param name="Name">Names its output file and its part of a failure report.</param>
/// <param name="Database">The database, which may be shared with other processes.</param>
/// <param name="Folder">An existing folder for its output and as its current directory.</param>
public sealed record HostProcessOptions(string Name, TestDatabase Database, string Folder)
{
    /// <summary>Value of <c>Eci:Roles</c>.</summary>
    public string Roles { get; init; } = "api,worker,scheduler";

    /// <summary>Any environment but Production lets crash points be armed.</summary>
    public string Environment { get; init; } = "Staging";

    /// <summary>Port of 127.0.0.1 to listen on, for those whom third parties call after a restart too; 0: one that the system chooses.</summary>
    public int Port { get; init; }

    /// <summary>Where the pickup provider writes.</summary>
    public required string MailFolder { get; init; }

    /// <summary>Further settings, keys in the form of <c>Eci:Messaging:Lease</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
