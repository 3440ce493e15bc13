using System.ComponentModel.DataAnnotations;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>Refuses lists of field rules in which two have one name: they would be one key of the record.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DistinctFieldNamesAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"{name}: two fields have one name.";

    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is not IEnumerable<FieldRule> rules || rules.CountBy(rule => rule.Name, StringComparer.Ordinal).All(count => count.Value == 1);
}
