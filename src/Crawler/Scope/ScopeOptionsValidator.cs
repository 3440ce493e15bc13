using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Scope;

/// <summary>Refuses patterns that are no regular expressions, or cannot run in linear time.</summary>
internal sealed class ScopeOptionsValidator : IValidateOptions<ScopeOptions>
{
    private const int MaxPatternLength = 2_000;
    private const int MaxPatterns = 200;

    public ValidateOptionsResult Validate(string? name, ScopeOptions options)
    {
        var faults = options.Patterns.Select(FaultOf).OfType<string>().ToList();
        if (options.Patterns.Count > MaxPatterns)
        {
            faults.Add($"Scope has {options.Patterns.Count} patterns; at most {MaxPatterns} are allowed.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? FaultOf(ScopePattern pattern)
    {
        if (pattern.Regex.Length > MaxPatternLength)
        {
            return $"A scope pattern has {pattern.Regex.Length} characters; at most {MaxPatternLength} are allowed.";
        }

        try
        {
            _ = new Regex(pattern.Regex, RegexOptions.NonBacktracking);
            return null;
        }
        catch (ArgumentException error)
        {
            return $"The scope pattern '{pattern.Regex}' is no regular expression: {error.Message}";
        }
        catch (NotSupportedException)
        {
            return $"The scope pattern '{pattern.Regex}' uses look-around or a back-reference, which cannot run in linear time: write it without.";
        }
    }
}
