using System.IO.Compression;
using System.Text.Json;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>One page of a corpus and what an independent parser (parse5) found in it: the rules stand in the corpora's README.</summary>
internal sealed record OraclePage
{
    public required string Folder { get; init; }

    public required string File { get; init; }

    public required byte[] Body { get; init; }

    public required JsonElement Facts { get; init; }

    /// <summary>Sorted by bytes.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public string Url => $"http://corpus.test/{Folder}/{string.Join('/', File.Split('/').Select(Uri.EscapeDataString))}";

    public static IEnumerable<OraclePage> Load(string folder)
    {
        var root = Corpora.Require(folder);
        var links = ReadLinks(Path.Combine(root, "oracle-links.jsonl.gz"));
        foreach (var line in System.IO.File.ReadLines(Path.Combine(root, "oracle-pages.jsonl")))
        {
            var facts = JsonDocument.Parse(line).RootElement;
            var file = facts.GetProperty("file").GetString() ?? string.Empty;
            yield return new OraclePage
            {
                Folder = folder,
                File = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file,
                Body = ReadBody(root, file),
                Facts = facts,
                Links = links[file],
            };
        }
    }

    private static byte[] ReadBody(string root, string file)
    {
        var path = Path.Combine(root, file);
        if (!System.IO.File.Exists(path))
        {
            path += ".gz";
        }

        using var raw = System.IO.File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var body = new MemoryStream();
        plain.CopyTo(body);
        return body.ToArray();
    }

    private static Dictionary<string, string[]> ReadLinks(string path)
    {
        using var raw = System.IO.File.OpenRead(path);
        using var reader = new StreamReader(new GZipStream(raw, CompressionMode.Decompress));
        var links = new Dictionary<string, string[]>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var entry = JsonDocument.Parse(line).RootElement;
            links.Add(entry.GetProperty("file").GetString() ?? string.Empty, [.. entry.GetProperty("links").EnumerateArray().Select(link => link.GetString() ?? string.Empty)]);
        }

        return links;
    }
}
