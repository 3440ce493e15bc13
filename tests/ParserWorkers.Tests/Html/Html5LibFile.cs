using System.Text;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>Reads the <c>.dat</c> files of html5lib-tests: sections that begin with a line of <c>#name</c>.</summary>
internal static class Html5LibFile
{
    /// <summary>The inputs of all tests of a file.</summary>
    public static IEnumerable<string> ReadData(string path) => ReadTests(path).Select(test => test["data"]);

    /// <summary>The sections of each test, without their last line feed.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> ReadTests(string path)
    {
        Dictionary<string, string>? test = null;
        string? section = null;
        var text = new StringBuilder();
        foreach (var line in File.ReadAllText(path, Encoding.UTF8).Split('\n').Append("#data"))
        {
            var name = line.StartsWith('#') ? line[1..] : null;
            if (name is not ("data" or "errors" or "new-errors" or "document" or "document-fragment" or "script-on" or "script-off" or "encoding"))
            {
                text.Append(line).Append('\n');
                continue;
            }

            if (test is not null && section is not null)
            {
                test[section] = text.Length > 0 ? text.ToString(0, text.Length - 1) : string.Empty;
            }

            text.Clear();
            section = name;
            if (name == "data")
            {
                if (test is not null)
                {
                    yield return test;
                }

                test = new Dictionary<string, string>(StringComparer.Ordinal);
            }
        }
    }
}
