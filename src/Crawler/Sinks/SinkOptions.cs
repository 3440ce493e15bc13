namespace AsyncCrawler.Sinks;

/// <summary>Where outcomes rest.</summary>
public sealed class SinkOptions
{
    /// <summary>The crawl directory, absent or empty when the crawl begins, unless it revisits what is there. Null, the default of the library, keeps nothing on disk: done-callbacks see everything.</summary>
    public string? Directory { get; set; }

    /// <summary>The forms of the records. Default: JSON Lines.</summary>
    public RecordFormats Formats { get; set; } = RecordFormats.JsonLines;

    /// <summary>True, the default, when the directory keeps of each URL that has a validator what a later crawl needs to ask only for a change.</summary>
    public bool KeepsVisits { get; set; } = true;

    /// <summary>True when each page's links and images are written into its record. Default false: they are most of a record.</summary>
    public bool SavesLinks { get; set; }
}
