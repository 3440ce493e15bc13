using System.Text.Json;

namespace AsyncCrawler.Host.Records;

/// <summary>Some of the records of a file.</summary>
/// <param name="Items">The records, in the order of the file.</param>
/// <param name="Next">Where to go on; null at the end of the file.</param>
/// <param name="Skipped">Damaged lines among them, which were left out.</param>
internal sealed record RecordPage(IReadOnlyList<JsonElement> Items, string? Next, int Skipped);
