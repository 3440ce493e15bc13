using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

/// <summary>What is wrong with a field rule.</summary>
internal static class FieldRuleFault
{
    /// <summary>The fault; null when the rule is sound.</summary>
    public static string? Of(FieldRule rule)
    {
        try
        {
            _ = FieldQuery.Compile(rule);
            return null;
        }
        catch (FieldRuleException fault)
        {
            return fault.Message;
        }
    }
}
