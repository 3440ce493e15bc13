using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>
/// Serves a graph: pages, images, robots.txt and sitemap.xml, with lengths, validators and ranges. Absolute links carry the
/// host that the request named, so that a crawl of <c>localhost</c> stays on <c>localhost</c>.
/// </summary>
/// <param name="graph">What is served.</param>
/// <param name="pageType">The Content-Type of pages.</param>
internal sealed class GraphPart(SiteGraph graph, string pageType) : ISitePart
{
    // sitemaps.org: at most 50,000 addresses in one file.
    private const int SitemapLimit = 50_000;

    private static readonly DateTimeOffset LastModified = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        var path = RequestTarget.Of(context).Path;
        if (graph.TryFindPage(path, out var page))
        {
            using var buffer = new PageBuffer();
            graph.RenderPage(page, OriginOf(context), buffer);
            await SendAsync(context, buffer.Written, pageType, $"p{page}");
        }
        else if (graph.Images.TryParse(path, out var image))
        {
            await SendAsync(context, graph.Images.Render(image), "image/png", $"i{image}");
        }
        else if (path == "/robots.txt")
        {
            var robots = $"User-agent: *\nAllow: /\n\nSitemap: {OriginOf(context)}/sitemap.xml\n";
            await SendAsync(context, Encoding.UTF8.GetBytes(robots), "text/plain; charset=utf-8", "robots");
        }
        else if (path == "/sitemap.xml")
        {
            await SendAsync(context, Encoding.UTF8.GetBytes(Sitemap(OriginOf(context))), "application/xml", "sitemap");
        }
        else
        {
            return false;
        }

        return true;
    }

    private static string OriginOf(HttpContext context)
    {
        // A request of HTTP/1.0 need not name a host.
        var host = context.Request.Host is { HasValue: true } named
            ? named.Value
            : $"{context.Connection.LocalIpAddress}:{context.Connection.LocalPort}";
        return $"{context.Request.Scheme}://{host}";
    }

    private async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType, string name)
    {
        if (MethodGate.Refuses(context))
        {
            return;
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{graph.Seed}-{graph.Pages}-{name}\"");
        await TypedResults
            .Bytes(bytes, contentType, enableRangeProcessing: true, lastModified: LastModified, entityTag: new EntityTagHeaderValue(tag))
            .ExecuteAsync(context);
    }

    private string Sitemap(string origin)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (var page = 0; page < Math.Min(graph.Pages, SitemapLimit); page++)
        {
            var location = (origin + graph.AddressOf(page)).Replace("&", "&amp;", StringComparison.Ordinal);
            xml.Append("<url><loc>").Append(location).Append("</loc></url>\n");
        }

        return xml.Append("</urlset>\n").ToString();
    }
}
