using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <inheritdoc cref="IUrlExplainer"/>
internal sealed class UrlExplainer(IOptions<CrawlerOptions> options, ISiteInspector sites, HostThrottles throttles) : IUrlExplainer
{
    // Of a list of millions, some are enough to judge a scope by.
    private const int MaxSeeds = 1_000;

    public async ValueTask<UrlExplanation> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = request.Options ?? options.Value;
        var admission = new UrlAdmission(wanted.Scope, wanted.Frontier);
        if (!CrawlUrl.TryParse(request.Url, out var written))
        {
            return new UrlExplanation { Input = request.Url, Verdict = "not-crawlable", Because = "it is no absolute http or https URL" };
        }

        var gate = new AdmissionGate(admission, new FrontierLedger(), wanted.Politeness.Delay);
        var url = admission.Rewrite(FrontierItem.ForSeed(written)).Url;
        var (found, debt, saved) = request.Directory is { } directory ? Look(directory, url, gate) : (null, null, []);
        var (item, decision) = found is null ? Judge(url, [.. request.Seeds, .. saved], gate) : (found.Item, gate.Explain(found.Item));
        var robots = wanted.Politeness.Robots == Obedience.Ignore ? null
            : request.AsksRobots ? await AskRobotsAsync(url, cancellationToken).ConfigureAwait(false)
            : RecallRobots(url);
        var state = request.Run?.ListHosts().FirstOrDefault(known => known.Host == url.Host);
        var (verdict, because) = Conclude(found, decision, robots);
        return new UrlExplanation
        {
            Input = request.Url,
            Verdict = verdict,
            Because = because,
            Url = url.Text,
            Changes = [.. UrlChanges.Of(request.Url, written), .. url.Equals(written) ? [] : new[] { "query parameters are taken off, as asked" }],
            Id = UrlFingerprint.Of(url).ToString(),
            Seen = request.Directory is null ? null : SightingOf(found),
            Admission = new ExplainedAdmission(decision.IsAdmitted, decision.IsAdmitted ? null : decision.Refusal.ToString(), decision.Rule, item.ScopeRoot.Text, item.Depth),
            Budgets = BudgetsOf(item, wanted, gate, decision),
            Robots = robots,
            Host = new ExplainedHost(
                url.Host.Text,
                new[] { (state?.Delay ?? wanted.Politeness.Delay).TotalSeconds, new SiteDelays(wanted.Frontier.Sites).Of(url.Host).TotalSeconds, debt?.Delay.TotalSeconds ?? 0, robots?.CrawlDelaySeconds ?? 0 }.Max(),
                new[] { found?.ReadyAt, debt?.NotBefore, state?.NextAt }.Max()),
        };
    }

    private static (FoundItem? Found, HostDebt? Debt, IReadOnlyList<CrawlUrl> Seeds) Look(string directory, CrawlUrl url, AdmissionGate gate)
    {
        using var file = FrontierFile.Open(CrawlDirectory.FrontierFileOf(directory));
        gate.Restore(file.ReadNotes());
        var found = file.Find(url);
        return (found, file.FindDebt(url.Host), found is null ? file.ListSeeds(MaxSeeds) : []);
    }

    /// <summary>Judges an unknown URL as a link on a seed: on the first that admits it, or on the first at all.</summary>
    private static (FrontierItem Item, AdmissionDecision Decision) Judge(CrawlUrl url, IReadOnlyList<CrawlUrl> seeds, AdmissionGate gate)
    {
        if (seeds.Count == 0 || seeds.Contains(url))
        {
            var seed = FrontierItem.ForSeed(url);
            return (seed, gate.Explain(seed));
        }

        (FrontierItem Item, AdmissionDecision Decision)? first = null;
        foreach (var seed in seeds)
        {
            var item = FrontierItem.ForSeed(seed).ForOutlink(url, ResourceKind.Page);
            var decision = gate.Explain(item);
            if (decision.IsAdmitted)
            {
                return (item, decision);
            }

            first ??= (item, decision);
        }

        return first ?? throw new System.Diagnostics.UnreachableException();
    }

    private static (string Verdict, string Because) Conclude(FoundItem? found, AdmissionDecision decision, ExplainedRobots? robots) => (found, decision, robots) switch
    {
        ({ IsOpen: false }, _, _) => ("done", "it was finished before, and no URL is fetched twice"),
        (null, { IsAdmitted: false }, _) => ("refused", $"{decision.Refusal}: {decision.Rule}"),
        (_, _, { Unreachable: { } fault }) => ("robots-unreachable", fault),
        (_, _, { IsAllowed: false }) => ("robots-denied", $"robots.txt line {robots.Line}: {robots.Rule}"),
        ({ IsOpen: true }, { Refusal: AdmissionRefusal.SamePages }, _) => ("refused", $"{decision.Refusal}: {decision.Rule}"),
        ({ IsOpen: true }, _, _) => ("waiting", "it is in the frontier and waits for its turn"),
        _ => ("fetched", $"nothing is against it; it is wanted by: {decision.Rule}"),
    };

    private static ExplainedSighting SightingOf(FoundItem? found) => found is null
        ? new ExplainedSighting { State = "unseen" }
        : new ExplainedSighting
        {
            State = found.IsOpen ? "waiting" : "done",
            Kind = TallyKeys.Kind(found.Item.Kind),
            Seed = found.Item.Seed.Text,
            Via = found.Item.Via?.Text,
            Depth = found.Item.Depth,
            Attempts = found.Attempts,
        };

    private static List<ExplainedBudget> BudgetsOf(FrontierItem item, CrawlerOptions wanted, AdmissionGate gate, AdmissionDecision decision)
    {
        var traps = wanted.Scope.Traps;
        var maxDepth = new SiteTable(wanted.Frontier.Sites).Of(item)?.MaxDepth ?? wanted.Frontier.MaxDepth;
        var parameters = UrlPath.QueryOf(item.Url) is { IsEmpty: false } query ? query.Count('&') + 1 : 0;
        return
        [
            new("Frontier:MaxUrlLength", wanted.Frontier.MaxUrlLength, item.Url.Text.Length, decision.Refusal is AdmissionRefusal.UrlTooLong or AdmissionRefusal.SeedTooLong),
            new("Frontier:MaxDepth", maxDepth, item.Depth, decision.Refusal == AdmissionRefusal.TooDeep),
            new("Scope:Traps:MaxParameters", traps.MaxParameters, parameters, decision.Refusal == AdmissionRefusal.TooManyParameters),
            new("Scope:Traps:MaxPagesPerHost", traps.MaxPagesPerHost, gate.Budgets.PagesOf(item.Url.Host), decision.Refusal == AdmissionRefusal.HostBudgetSpent),
            new("Scope:Traps:MaxHostsPerDomain", traps.MaxHostsPerDomain, gate.Budgets.HostsOf(item.Url.Host), decision.Refusal == AdmissionRefusal.TooManyHosts),
            new("Scope:Traps:PathRepeats", traps.PathRepeats, null, decision.Refusal == AdmissionRefusal.RepeatedPath),
            new("Scope:Traps:SamePages", traps.SamePages, null, decision.Refusal == AdmissionRefusal.SamePages),
        ];
    }

    private async ValueTask<ExplainedRobots> AskRobotsAsync(CrawlUrl url, CancellationToken cancellationToken)
    {
        var report = await sites.ReadRobotsAsync(url, agent: null, cancellationToken).ConfigureAwait(false);
        var rules = (report.Answer as RobotsAnswer.Known)?.Rules ?? RobotsRules.AllowAll;
        return Apply(url, rules, (report.Answer as RobotsAnswer.Unreachable)?.Detail, report.Url, report.Agent);
    }

    private ExplainedRobots? RecallRobots(CrawlUrl url)
    {
        RobotsStanding? standing;
        lock (throttles.Gate)
        {
            standing = throttles.Robots.Find(url.Host);
        }

        return standing is null
            ? null
            : Apply(url, standing.Rules, standing.Unreachable?.Detail, FrontierItem.ForRobots(url.Host).Url, UserAgentText.ProductTokenOf(options.Value.Fetch));
    }

    private static ExplainedRobots Apply(CrawlUrl url, RobotsRules rules, string? unreachable, CrawlUrl foundAt, string agent)
    {
        var (isAllowed, rule) = rules.Decide(url);
        return new ExplainedRobots
        {
            Url = foundAt.Text,
            Agent = agent,
            IsAllowed = isAllowed && unreachable is null,
            Line = rule?.LineNumber,
            Rule = rule?.Text,
            Unreachable = unreachable,
            CrawlDelaySeconds = rules.CrawlDelay?.TotalSeconds,
        };
    }
}
