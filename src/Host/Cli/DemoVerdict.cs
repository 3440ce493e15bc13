namespace AsyncCrawler.Host.Cli;

/// <summary>How what was crawled compares with what the site knows about itself.</summary>
/// <param name="Pages">The pages.</param>
/// <param name="Images">The images.</param>
/// <param name="IsRecordEqual">Whether <c>pages.jsonl</c> tells of the same URLs as the done-callbacks.</param>
internal sealed record DemoVerdict(SetComparison Pages, SetComparison Images, bool IsRecordEqual)
{
    /// <summary>Whether there is no difference at all.</summary>
    public bool IsEqual => Pages.IsEqual && Images.IsEqual && IsRecordEqual;
}
