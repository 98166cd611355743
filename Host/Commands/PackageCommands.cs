using System.CommandLine;
using Eci.Vocabulary;

namespace Eci.Host.Commands;

/// <summary><c>packages add | carrier</c>.</summary>
internal static class PackageCommands
{
    public static Command Create() => new("packages", "Packages of a tenant.") { AddPackageCommand.Create(), CorrectCarrierCommand.Create() };

    /// <summary>The carrier of that name, in any case.</summary>
    public static bool TryParse(string name, out Carrier carrier) => WireName.TryParse(name.ToUpperInvariant(), out carrier);

    public static int RefuseCarrier(string name) =>
        Output.Refuse($"'{name}' is no carrier; known are {string.Join(", ", Enum.GetValues<Carrier>().Select(WireName.Of))}.");
}
