namespace AsyncCrawler.Sinks;

/// <summary>The forms in which records of finished URLs are written.</summary>
[Flags]
public enum RecordFormats
{
    /// <summary>No records.</summary>
    None = 0,

    /// <summary><c>pages.jsonl</c>: exact, one JSON object a line.</summary>
    JsonLines = 1,

    /// <summary><c>pages.csv</c>: flat, RFC 4180, with formula characters neutralised.</summary>
    Csv = 2,
}
