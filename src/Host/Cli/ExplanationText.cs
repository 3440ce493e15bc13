using System.Globalization;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Cli;

/// <summary>An explanation as lines for people. They may hold anything that a server can send: escape them.</summary>
internal static class ExplanationText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(UrlExplanation explanation)
    {
        yield return Line("verdict", $"{explanation.Verdict}: {explanation.Because}");
        if (explanation is not { Url: { } url, Admission: { } admission, Host: { } host })
        {
            yield break;
        }

        yield return Line("url", url);
        foreach (var change in explanation.Changes)
        {
            yield return Line("", change);
        }

        yield return Line("id", explanation.Id ?? "");
        if (explanation.Seen is { } seen)
        {
            yield return Line("seen", seen.State + (seen.Kind is null ? "" : Invariant($": {seen.Kind}, depth {seen.Depth}, from {seen.Via ?? "a seed"}, tried {seen.Attempts} times in vain")));
        }

        yield return Line("scope", Invariant($"{(admission.IsAdmitted ? "wanted" : $"not wanted, {admission.Refusal}")}: {admission.Rule} (judged by {admission.Root}, depth {admission.Depth})"));
        foreach (var budget in explanation.Budgets.Where(budget => budget.Limit is not null))
        {
            yield return Line("budget", Invariant($"{budget.Name}: {(budget.Used is { } used ? $"{used} of " : "")}{budget.Limit}{(budget.IsSpent ? ", spent" : "")}"));
        }

        if (explanation.Robots is { } robots)
        {
            var why = robots.Unreachable ?? (robots.Line is { } line ? Invariant($"line {line}: {robots.Rule}") : "no line matches");
            yield return Line("robots", $"{(robots.IsAllowed ? "allowed" : "disallowed")} for {robots.Agent}: {why} ({robots.Url})");
        }

        yield return Line("host", Invariant($"{host.Key}, {host.DelaySeconds} s between two requests, next {(host.NextAt is { } at ? $"at {at:O}" : "at once")}"));
    }

    private static string Line(string name, string text) => $"{name,-8} {text}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
