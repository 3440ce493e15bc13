using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Scope;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Reads one option of a request into what the engine's settings take: the same path that the command line goes.</summary>
internal static class CrawlOptionReader
{
    /// <summary>Patterns, and fields, that one request may have.</summary>
    public const int MaxListLength = 100;

    /// <summary>Sites that one request may have; longer lists are seeds without options of their own.</summary>
    public const int MaxSites = 1_000;

    private const int MaxTextLength = 1_000;

    /// <summary>Reads it.</summary>
    /// <param name="option">The option.</param>
    /// <param name="value">What was said.</param>
    /// <param name="origin">How faults call it.</param>
    /// <param name="faults">Gets what is wrong with its form.</param>
    public static IReadOnlyList<SettingEntry> Read(CrawlOption option, JsonElement value, string origin, FaultList faults)
    {
        if (FaultOf(option.Form, value) is { } fault)
        {
            faults.Add(origin, fault);
            return [];
        }

        return option.Form switch
        {
            CrawlOptionForm.Limit => [new(option.Setting, value.GetInt64() == 0 ? SettingText.None : Text(value), origin)],
            CrawlOptionForm.Words => [new(option.Setting, string.Join(',', value.EnumerateArray().Select(word => FormatName(Text(word)))), origin)],
            CrawlOptionForm.Includes => [.. Patterns(option, value, isInclude: true, origin)],
            CrawlOptionForm.Excludes => [.. Patterns(option, value, isInclude: false, origin)],
            CrawlOptionForm.Sites => [.. value.EnumerateArray().SelectMany((site, index) => SiteSettings.EntriesOf(site, index, $"{origin}[{index}]."))],
            CrawlOptionForm.Fields => [.. value.EnumerateObject().Select((field, index) => new SettingEntry($"{option.Setting}:{index}", $"{field.Name}={Text(field.Value)}", $"{origin}.{field.Name}"))],
            _ => [new(option.Setting, Text(value), origin)],
        };
    }

    private static string? FaultOf(CrawlOptionForm form, JsonElement value) => form switch
    {
        CrawlOptionForm.Count => IsWholeNumber(value) ? null : "Write a whole number.",
        CrawlOptionForm.Limit => IsWholeNumber(value) ? null : "Write a whole number; 0 means no limit.",
        CrawlOptionForm.Seconds => value.ValueKind is JsonValueKind.Number && IsTime(value) ? null : "Write seconds as a number of at least 0 and at most 4233600 (49 days).",
        CrawlOptionForm.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "Write true or false.",
        CrawlOptionForm.Word => IsText(value) ? null : "Write a text.",
        CrawlOptionForm.Words or CrawlOptionForm.Includes or CrawlOptionForm.Excludes =>
            value.ValueKind is JsonValueKind.Array && value.GetArrayLength() <= MaxListLength && value.EnumerateArray().All(IsText)
                ? null
                : $"Write a list of at most {MaxListLength} texts, none longer than {MaxTextLength} characters.",
        CrawlOptionForm.Fields =>
            value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() <= MaxListLength && value.EnumerateObject().All(field => IsText(field.Value))
                ? null
                : $"Write an object of at most {MaxListLength} names, each with an expression such as \"css:h1\", none longer than {MaxTextLength} characters.",
        CrawlOptionForm.Sites =>
            value.ValueKind is JsonValueKind.Array && value.GetArrayLength() <= MaxSites && value.EnumerateArray().All(IsSite)
                ? null
                : $"Write a list of at most {MaxSites} objects such as {SiteSettings.Form}.",
        _ => throw new UnreachableException(),
    };

    // How long a URL may be is said with the other seeds.
    private static bool IsSite(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && CrawlUrl.TryParse(SiteSettings.UrlOf(value), out _)
        && value.EnumerateObject().All(property => property.Value.ValueKind switch
        {
            JsonValueKind.Object => FaultOf(CrawlOptionForm.Fields, property.Value) is null,
            JsonValueKind.String => SiteSettings.IsUrl(property) || IsText(property.Value),
            var kind => kind is JsonValueKind.Number or JsonValueKind.Null,
        });

    private static bool IsWholeNumber(JsonElement value) => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _);

    private static bool IsTime(JsonElement value) => value.TryGetDouble(out var seconds) && seconds is >= 0 and <= 4_233_600;

    private static bool IsText(JsonElement value) => value.ValueKind is JsonValueKind.String && Text(value).Length <= MaxTextLength;

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // Plain digits, whatever exponents the caller used.
        _ => value.GetDecimal().ToString(CultureInfo.InvariantCulture),
    };

    private static string FormatName(string word) => word == "jsonl" ? "JsonLines" : word;

    private static IEnumerable<SettingEntry> Patterns(CrawlOption option, JsonElement list, bool isInclude, string origin)
    {
        // Includes come before excludes: of those that match a URL the last one wins.
        var first = isInclude ? 0 : MaxListLength;
        foreach (var (index, pattern) in list.EnumerateArray().Index())
        {
            var name = $"{option.Setting}:{first + index}";
            yield return new SettingEntry($"{name}:{nameof(ScopePattern.IsInclude)}", isInclude ? "true" : "false", $"{origin}[{index}]");
            yield return new SettingEntry($"{name}:{nameof(ScopePattern.Pattern)}", Text(pattern), $"{origin}[{index}]");
        }
    }
}
