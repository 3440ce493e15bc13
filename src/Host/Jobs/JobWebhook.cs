namespace AsyncCrawler.Host.Jobs;

/// <summary>Whom a job tells of its states.</summary>
/// <param name="Url">Where to post.</param>
/// <param name="Secret">The key of the signature; never shown again.</param>
internal sealed record JobWebhook(string Url, string Secret);
