using System.Text.Json;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Records;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Api;

/// <summary>Reads the body of <c>POST /crawls</c> and finds everything that is wrong with it.</summary>
internal sealed class CrawlInputReader(JobCrawlOptions options, JobOptions limits)
{
    private const int MaxNameLength = 200;
    private const int MaxFaultySeeds = 20;
    private const int MinSecretLength = 16;
    private const int MaxSecretLength = 256;

    private static readonly string[] Fields = ["name", "seeds", "options", "webhook"];

    // Any value of ours is three levels deep.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads the body as JSON.</summary>
    /// <exception cref="JsonException">It is none, is too deep, says a key twice, or has a text that is no Unicode.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!JsonUnicode.IsWhole(body.Span, Strict.MaxDepth))
        {
            throw new JsonException("A text in it is no Unicode: broken UTF-8, or half a surrogate pair.");
        }

        return JsonDocument.Parse(body, Strict);
    }

    /// <summary>Reads what is asked for.</summary>
    /// <param name="body">The body.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <param name="built">The options of the crawl, as far as they are good.</param>
    /// <returns>What is asked for; of use only when nothing is wrong.</returns>
    public JobSpec Read(JsonElement body, FaultList faults, out CrawlerOptions built)
    {
        var root = body.ValueKind is JsonValueKind.Object ? body : Empty();
        if (body.ValueKind is not JsonValueKind.Object)
        {
            faults.Add("", "Write a JSON object with seeds.");
        }

        foreach (var field in root.EnumerateObject().Where(field => !Fields.Contains(field.Name)))
        {
            faults.Add(field.Name, $"There is no such field.{NearestName.Hint(field.Name, Fields)}");
        }

        var asked = ReadOptions(root, faults, out built);
        return new JobSpec
        {
            Name = ReadName(root, faults),
            Seeds = ReadSeeds(root, built.Frontier.MaxUrlLength, faults),
            Options = asked,
            Webhook = ReadWebhook(root, faults),
        };
    }

    private static JsonElement Empty() => JsonElement.Parse("{}");

    private static string ReadName(JsonElement root, FaultList faults)
    {
        if (Said(root, "name") is not { } name)
        {
            return "";
        }

        if (name.ValueKind is JsonValueKind.String && name.GetString() is { Length: <= MaxNameLength } text)
        {
            return text;
        }

        faults.Add("name", $"Write a text of at most {MaxNameLength} characters.");
        return "";
    }

    private List<string> ReadSeeds(JsonElement root, int maxLength, FaultList faults)
    {
        var sites = ReadSites(root);
        var list = Said(root, "seeds") ?? (sites.Count > 0 ? JsonElement.Parse("[]") : Empty());
        if (list.ValueKind is not JsonValueKind.Array || list.GetArrayLength() + sites.Count is 0)
        {
            faults.Add("seeds", "Write a list of at least one URL.");
            return [];
        }

        if (list.GetArrayLength() + sites.Count > limits.MaxSeeds)
        {
            faults.Add("seeds", $"These are {list.GetArrayLength() + sites.Count} seeds; at most {limits.MaxSeeds} are taken: see Jobs:MaxSeeds.");
            return [];
        }

        var said = list.EnumerateArray().Select((seed, index) => ($"seeds[{index}]", seed.ValueKind is JsonValueKind.String ? seed.GetString() : null));
        var seeds = new List<string>();
        var faulty = 0;
        foreach (var (name, text) in said.Concat(sites))
        {
            var url = CrawlUrl.TryParse(text, out var parsed) ? parsed : null;
            if (url?.Text.Length <= maxLength)
            {
                seeds.Add(url.Text);
            }
            else if (faulty++ < MaxFaultySeeds)
            {
                faults.Add(name, url is null
                    ? "This is no absolute http or https URL: write for example https://example.com/."
                    : $"This URL has {url.Text.Length} characters; at most {maxLength} are taken: see Frontier:MaxUrlLength.");
            }
        }

        return [.. seeds.Distinct(StringComparer.Ordinal)];
    }

    // Those that have no URL are found with the other options.
    private static List<(string Name, string? Text)> ReadSites(JsonElement root) =>
        Said(root, "options") is { ValueKind: JsonValueKind.Object } options && Said(options, CrawlOption.Sites) is { ValueKind: JsonValueKind.Array } sites
            ? [.. sites.EnumerateArray().Index()
                .Where(site => site.Item.ValueKind is JsonValueKind.Object)
                .Select(site => (Name: $"options.sites[{site.Index}].url", Text: SiteSettings.UrlOf(site.Item)))
                .Where(site => CrawlUrl.TryParse(site.Text, out _))]
            : [];

    private JsonElement ReadOptions(JsonElement root, FaultList faults, out CrawlerOptions built)
    {
        var said = Said(root, "options") ?? Empty();
        if (said.ValueKind is not JsonValueKind.Object)
        {
            faults.Add("options", "Write a JSON object.");
            said = Empty();
        }

        built = options.Build(said, faults);
        return said.Clone();
    }

    private static JobWebhook? ReadWebhook(JsonElement root, FaultList faults)
    {
        if (Said(root, "webhook") is not { } webhook)
        {
            return null;
        }

        if (webhook.ValueKind is not JsonValueKind.Object)
        {
            faults.Add("webhook", "Write a JSON object with url and secret.");
            return null;
        }

        foreach (var field in webhook.EnumerateObject().Where(field => field.Name is not ("url" or "secret")))
        {
            faults.Add($"webhook.{field.Name}", "There is no such field.");
        }

        if (!CrawlUrl.TryParse(TextOf(webhook, "url"), out var url))
        {
            faults.Add("webhook.url", "Write an absolute http or https URL.");
        }

        var secret = TextOf(webhook, "secret") ?? "";
        if (secret.Length is < MinSecretLength or > MaxSecretLength)
        {
            faults.Add("webhook.secret", $"Write a text of {MinSecretLength} to {MaxSecretLength} characters.");
        }

        return url is null ? null : new JobWebhook(url.Text, secret);
    }

    private static JsonElement? Said(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static string? TextOf(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
