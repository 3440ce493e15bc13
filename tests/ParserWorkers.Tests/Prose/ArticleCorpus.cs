using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Prose;

/// <summary>Pages with articles whose text was marked by people.</summary>
/// <param name="Body">The page.</param>
/// <param name="Truth">The text.</param>
internal sealed record ArticleCorpus(byte[] Body, string Truth)
{
    private const int Words = 4;

    public static IEnumerable<ArticleCorpus> Load()
    {
        var root = Corpora.Require("pages-articles");
        foreach (var entry in JsonElement.Parse(File.ReadAllText(Path.Combine(root, "ground-truth.json"))).EnumerateObject())
        {
            using var file = File.OpenRead(Path.Combine(root, "html", entry.Name + ".html.gz"));
            using var plain = new GZipStream(file, CompressionMode.Decompress);
            using var body = new MemoryStream();
            plain.CopyTo(body);
            yield return new ArticleCorpus(body.ToArray(), entry.Value.GetProperty("articleBody").GetString() ?? "");
        }
    }

    /// <summary>The F1 of four-word shingles: 1 for the same text, 0 for nothing in common.</summary>
    public double Score(string text)
    {
        var (wanted, found) = (Shingles(Truth), Shingles(text));
        var shared = wanted.Sum(shingle => Math.Min(shingle.Value, found.GetValueOrDefault(shingle.Key)));
        return 2.0 * shared / (wanted.Values.Sum() + found.Values.Sum());
    }

    private static Dictionary<string, int> Shingles(string text)
    {
        var words = Regex.Matches(text, @"\w+").Select(word => word.Value).ToArray();
        return Enumerable.Range(0, Math.Max(0, words.Length - Words + 1)).CountBy(i => string.Join(' ', words[i..(i + Words)])).ToDictionary();
    }
}
