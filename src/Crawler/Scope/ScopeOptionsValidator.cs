using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Scope;

/// <summary>Refuses patterns that cannot be read or cannot run in linear time, and budgets out of range.</summary>
internal sealed class ScopeOptionsValidator : IValidateOptions<ScopeOptions>
{
    private const int MaxPatterns = 200;

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
    public ValidateOptionsResult Validate(string? name, ScopeOptions options)
    {
        var faults = options.Patterns.Select(FaultOf).OfType<string>().ToList();
        if (options.Patterns.Count > MaxPatterns)
        {
            faults.Add($"Scope has {options.Patterns.Count} patterns; at most {MaxPatterns} are allowed.");
        }

        List<ValidationResult> results = [];
        Validator.TryValidateObject(options.Traps, new ValidationContext(options.Traps), results, validateAllProperties: true);
        faults.AddRange(results.Select(result => $"Scope:Traps:{string.Join(',', result.MemberNames)}: {result.ErrorMessage}"));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? FaultOf(ScopePattern pattern) =>
        ScopePatternParser.FindFault(pattern) is { } fault ? $"The scope pattern '{pattern.Pattern}' cannot be used: {fault}" : null;
}
