namespace AsyncCrawler.Benchmarks.Service;

/// <summary>Clients that look at a crawl once a second each, as dashboards and scripts do, and readers of its events.</summary>
internal sealed class ClientLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly HttpClient _client;
    private readonly string[] _paths;
    private long _requests;
    private long _failed;
    private long _events;

    public ClientLoad(HttpClient client, string id, int clients, int streams)
    {
        _client = client;
        _paths = [$"/api/v1/crawls/{id}", "/api/v1/crawls", $"/api/v1/crawls/{id}/pages?limit=20", $"/api/v1/crawls/{id}/summary", $"/api/v1/crawls/{id}/hosts", $"/api/v1/crawls/{id}/workers"];
        _running.AddRange(Enumerable.Range(0, clients).Select(number => Task.Run(() => AskAsync(number, clients))));
        _running.AddRange(Enumerable.Range(0, streams).Select(_ => Task.Run(() => FollowAsync(id))));
    }

    public long Requests => Interlocked.Read(ref _requests);

    public long Failed => Interlocked.Read(ref _failed);

    public long Events => Interlocked.Read(ref _events);

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task AskAsync(int number, int clients)
    {
        try
        {
            // Spread over the second.
            await Task.Delay(TimeSpan.FromSeconds((double)number / clients), TimeProvider.System, _stop.Token);
            for (var turn = number; ; turn++)
            {
                using var response = await _client.GetAsync(new Uri(_paths[turn % _paths.Length], UriKind.Relative), _stop.Token);
                Interlocked.Increment(ref _requests);

                // A summary is not there in the first moment.
                Interlocked.Add(ref _failed, response.IsSuccessStatusCode || (turn < number + _paths.Length && (int)response.StatusCode == 404) ? 0 : 1);
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The crawl is over.
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private async Task FollowAsync(string id)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri($"/api/v1/crawls/{id}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, _stop.Token);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(_stop.Token));
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                Interlocked.Add(ref _events, line.StartsWith("event:", StringComparison.Ordinal) ? 1 : 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The crawl is over.
        }
    }
}
