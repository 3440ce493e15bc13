using System.Net;
using System.Net.Sockets;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>A hostile server and a healthy one, and the room between them.</summary>
internal sealed class TortureScene : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly TortureRow _row;
    private readonly List<IDisposable> _kept = [];
    private TaskCompletionSource _step = NewStep();

    private TortureScene(TortureRow row, Canary canary)
    {
        _row = row;
        Canary = canary;
        Hostile = new RawServer(connection => row.Serve(connection, this));
        Port = row.Port?.Invoke(this) ?? Hostile.EndPoint.Port;
        Rig = Keep(FetchRig.For(
            options =>
            {
                options.MaxPageBytes = 64 * 1024;
                row.Configure(this, options);
            },
            80, Port, Hostile.EndPoint.Port, Healthy.EndPoint.Port, canary.Port));
        Rig.Names.Add("healthy.test", "127.0.0.1");
        for (var i = 0; i < row.Times; i++)
        {
            Rig.Names.Add(HostileName(i), "127.0.0.1");
        }
    }

    public Canary Canary { get; }

    public RawServer Hostile { get; }

    public RawServer Healthy { get; } = RawServer.Answering("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell");

    public FetchRig Rig { get; }

    /// <summary>The port that is fetched from: that of the hostile server, unless the row has another.</summary>
    public int Port { get; }

    public static async Task<TortureScene> SetAsync(TortureRow row, Canary canary)
    {
        var scene = new TortureScene(row, canary);
        await row.ArrangeAsync(scene);
        return scene;
    }

    /// <summary>The outcome in a word: the reason of a failure, the status of an answer, or that it redirects.</summary>
    public static string WordFor(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Failed failed => failed.Reason.ToString(),
        FetchOutcome.Received received => received.IsTruncated ? $"{received.Status} cut" : $"{received.Status}",
        FetchOutcome.Redirected => "redirect",
        _ => outcome.GetType().Name,
    };

    public static string HostileName(int i) => $"n{i}.bad{i}.test";

    public string HostileUrl(int i, string path = "", string scheme = "http") => $"{scheme}://{HostileName(i)}:{Port}/{(path.Length > 0 ? path : $"{i}")}";

    /// <summary>A port that a socket has and does nothing with.</summary>
    /// <param name="backlog">How many connections the kernel takes for it; null when it does not even listen.</param>
    public int Bind(int? backlog)
    {
        var socket = Keep(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (backlog is { } length)
        {
            socket.Listen(length);
        }

        return ((IPEndPoint?)socket.LocalEndPoint)?.Port ?? throw new InvalidOperationException("A bound socket has an end point.");
    }

    /// <summary>Keeps something until the scene ends.</summary>
    public T Keep<T>(T thing)
        where T : IDisposable
    {
        _kept.Add(thing);
        return thing;
    }

    /// <summary>Fetches number so and so.</summary>
    public Task<string> FetchAsync(int i) => _row.FetchAsync is { } fetch ? fetch(this, i) : FetchAsync(_row.Url(this, i));

    /// <summary>Fetches, and says in a word how that ended.</summary>
    public async Task<string> FetchAsync(string url, ResourceKind kind = ResourceKind.Page)
    {
        var outcome = await Rig.FetchAsync(url, kind);
        (outcome as FetchOutcome.Received)?.Body.Dispose();
        if (_row.Clock is { } clock)
        {
            Assert.InRange(outcome.Elapsed, TimeSpan.Zero, clock(Rig.Options) + TimeSpan.FromSeconds(1)); // promises R6
        }

        return WordFor(outcome);
    }

    /// <summary>Fetches one after the other, and gives the words.</summary>
    public async Task<string> FetchAllAsync(params string[] urls)
    {
        var words = new List<string>();
        foreach (var url in urls)
        {
            words.Add(await FetchAsync(url));
        }

        return string.Join(' ', words);
    }

    /// <summary>Fetches and gives what the server put into the body.</summary>
    public async Task<string> ReadAsync(string url) => Encoding.ASCII.GetString((await Rig.ReceiveAsync(url)).Body);

    /// <summary>Follows redirects as a crawl does, and gives the word for where they end.</summary>
    public async Task<string> FollowAsync(string url)
    {
        var chains = new RedirectChains(new FrontierOptions());
        var lease = FetchRig.Lease(url);
        while (true)
        {
            var outcome = chains.End(await Rig.FetchAsync(lease));
            if (outcome is not FetchOutcome.Redirected redirect)
            {
                (outcome as FetchOutcome.Received)?.Body.Dispose();
                return $"{WordFor(outcome)} after {lease.Item.RedirectCount}";
            }

            lease = lease with { Item = lease.Item.ForRedirect(redirect.Target) };
        }
    }

    /// <summary>Completes with the next step of the clock.</summary>
    public Task NextStepAsync() => Volatile.Read(ref _step).Task;

    /// <summary>Lets the clock go on until it has gone that far, or all is done.</summary>
    public void Advance(TimeSpan by, Task done)
    {
        for (var gone = TimeSpan.Zero; gone < by && !done.IsCompleted; gone += Step)
        {
            Interlocked.Exchange(ref _step, NewStep()).SetResult();
            Rig.Time.Advance(Step);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _kept.ForEach(static thing => thing.Dispose());
        await Hostile.DisposeAsync();
        await Healthy.DisposeAsync();
    }

    private static TaskCompletionSource NewStep() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
