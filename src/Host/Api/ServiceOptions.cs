using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Host.Api;

/// <summary>How the service is reached, and what it takes from callers.</summary>
internal sealed class ServiceOptions
{
    /// <summary>Address and port; port 0 takes a free one. Default 127.0.0.1:8080. Any address but loopback demands tokens.</summary>
    public string Listen { get; set; } = "127.0.0.1:8080";

    /// <summary>Where crawls and their states rest. Default asynccrawler-data in the current directory.</summary>
    public string DataDirectory { get; set; } = "asynccrawler-data";

    /// <summary>Names under which the service is reached, besides localhost and addresses; a request for any other is refused (promises S22).</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Origins of other web pages that may call the API, for example https://ops.example; none by default.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Who may call: scope:hash, as <c>asynccrawler token</c> prints them. None by default: then everybody on this machine may.</summary>
    public IList<string> Tokens { get; } = [];

    /// <summary>Most bytes of a request's body. Default 1 MiB (promises S22).</summary>
    [Range(1024, 64L * 1024 * 1024)]
    public long MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Requests per second of one caller, by token or address; four seconds' worth may come at once, and the dashboard's own files are not counted. Default 50.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Event streams that are open at the same time. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxEventStreams { get; set; } = 100;

    /// <summary>How long crawls and requests may take to end after a stop was asked for. Default 15 s: the drain time of a crawl and its last words (promises R7).</summary>
    [TimeRange("00:00:01", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Where metrics and traces are sent by OTLP, for example http://127.0.0.1:4317; nowhere by default.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>Finds what the ranges cannot say.</summary>
    /// <returns>One line for each fault.</returns>
    public IEnumerable<string> FindFaults()
    {
        if (ReadEndPoint() is not { } endPoint)
        {
            yield return $"Service:Listen '{Listen}': write address:port, for example 127.0.0.1:8080 or [::1]:8080.";
        }
        else if (!IPAddress.IsLoopback(endPoint.Address) && Tokens.Count == 0)
        {
            yield return $"Service:Listen {Listen} can be reached from other machines: that demands Service:Tokens. asynccrawler token makes one.";
        }

        foreach (var token in Tokens.Where(token => ApiToken.Parse(token) is null))
        {
            // Not the value: it may be a token in plain text.
            yield return $"Service:Tokens:{Tokens.IndexOf(token)}: write {ApiToken.Form}.";
        }

        foreach (var origin in AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            yield return $"Service:AllowedOrigins '{origin}': write scheme and host, for example https://ops.example.";
        }

        if (OtlpEndpoint is not null && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var otlp) && otlp.Scheme is "http" or "https"))
        {
            yield return $"Service:OtlpEndpoint '{OtlpEndpoint}': write an absolute http or https URL, for example http://127.0.0.1:4317.";
        }
    }

    /// <summary>The address to listen on; null when <see cref="Listen"/> is none.</summary>
    public IPEndPoint? ReadEndPoint()
    {
        const string Localhost = "localhost:";
        var text = Listen.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1:{Listen[Localhost.Length..]}" : Listen;
        return text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endPoint)
            && (endPoint.AddressFamily is AddressFamily.InterNetwork || text.StartsWith('['))
            ? endPoint
            : null;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
