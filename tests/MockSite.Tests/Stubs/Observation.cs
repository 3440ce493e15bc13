using System.Globalization;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.MockSite.Stubs;

namespace AsyncCrawler.MockSite.Tests.Stubs;

/// <summary>What a client sees of one exchange, as text so that differences read well.</summary>
internal static class Observation
{
    /// <summary>Sends one request on a connection of its own, and notes what the stub decides.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="site">The server.</param>
    /// <param name="stub">The answer that is due; null when no stub may answer, and only the status counts.</param>
    public static async Task<string> OfAsync(Exchange exchange, Uri site, StubResponse? stub)
    {
        // A pooled connection would be tried again after a fault, and hide it.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(new HttpMethod(exchange.Method), new Uri(site, exchange.Target));
        foreach (var (name, value) in exchange.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var seen = new StringBuilder();
        try
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            seen.AppendLine(CultureInfo.InvariantCulture, $"status: {(int)response.StatusCode}");
            if (stub is not null)
            {
                await AppendAsync(seen, response, stub);
            }
        }
        catch (HttpRequestException error)
        {
            seen.AppendLine(CultureInfo.InvariantCulture, $"failed: {error.HttpRequestError} {SocketErrorOf(error)}");
        }

        return seen.ToString();
    }

    private static async Task AppendAsync(StringBuilder seen, HttpResponseMessage response, StubResponse stub)
    {
        if (stub.StatusMessage is not null)
        {
            seen.AppendLine(CultureInfo.InvariantCulture, $"reason: {response.ReasonPhrase}");
        }

        foreach (var name in stub.Headers.Select(header => header.Name).Distinct())
        {
            var values = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
            seen.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", values)}");
        }

        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        seen.AppendLine(CultureInfo.InvariantCulture, $"body: {Encoding.Latin1.GetString(body)}");
    }

    private static SocketError? SocketErrorOf(Exception? error) => error switch
    {
        null => null,
        SocketException socket => socket.SocketErrorCode,
        _ => SocketErrorOf(error.InnerException),
    };
}
