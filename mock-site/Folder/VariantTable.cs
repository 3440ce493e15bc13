using System.Text.Json;

namespace AsyncCrawler.MockSite.Folder;

/// <summary>
/// The <c>variants.json</c> files of a folder and its sub folders: for an address beside such a file, the files that answer it.
/// </summary>
internal sealed class VariantTable
{
    private const string FileName = "variants.json";

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly Dictionary<string, IReadOnlyList<LanguageVariant>> _variants = new(StringComparer.Ordinal);

    /// <summary>Variants of a path relative to the served folder; empty when there are none.</summary>
    public IReadOnlyList<LanguageVariant> this[string relativePath] => _variants.GetValueOrDefault(relativePath, []);

    /// <summary>Reads all tables below <paramref name="root"/>.</summary>
    /// <exception cref="InvalidDataException">A table is not understood.</exception>
    public static VariantTable Read(string root)
    {
        var table = new VariantTable();
        foreach (var file in Directory.EnumerateFiles(root, FileName, Everywhere))
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(file));
                table.Add(Path.GetRelativePath(root, file)[..^FileName.Length].Replace('\\', '/'), json.RootElement);
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException(
                    $"{file}: not a table of variants ({{\"page.html\": [{{\"uri\": …, \"content-language\": …}}]}}): {error.Message}", error);
            }
        }

        return table;
    }

    private void Add(string folder, JsonElement table)
    {
        foreach (var entry in table.EnumerateObject())
        {
            // The files of a key lie beside the key.
            var beside = folder + entry.Name[..(entry.Name.LastIndexOf('/') + 1)];
            _variants[folder + entry.Name] =
            [
                .. entry.Value.EnumerateArray().Select(variant => new LanguageVariant(
                    beside + variant.GetProperty("uri").GetString(), variant.GetProperty("content-language").GetString() ?? "")),
            ];
        }
    }
}
