using System.Text.Json.Nodes;

namespace Eci.Persistence.Privacy;

/// <summary>
/// A place where data of persons lies. Register each as a scoped service; it works in the unit of work of the export or erasure, which sees
/// one tenant.
/// </summary>
public interface IPersonalDataHolder
{
    /// <summary>Its part of an export, camel case: <c>orders</c>.</summary>
    string Name { get; }

    /// <summary>What is known of the person. Reads a bounded number of rows by a constant number of statements.</summary>
    Task<HeldData> ExportAsync(DataSubject person, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the person's data out of the tracked rows; the caller saves them, or forgets them when it only wants to count. Runs again for
    /// somebody who was erased before, and finds what came since.
    /// </summary>
    /// <returns>How many rows are changed or deleted, by kind: <c>packageEvents</c>.</returns>
    Task<IReadOnlyDictionary<string, int>> EraseAsync(DataSubject person, CancellationToken cancellationToken);
}

/// <summary>What a holder knows of a person.</summary>
/// <param name="Content">An object or a list; null: nothing.</param>
/// <param name="IsComplete">False when there was more than the holder hands out.</param>
public sealed record HeldData(JsonNode? Content, bool IsComplete = true);
