using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>A row of the torture list: what somebody out there does, and how a fetch of it ends.</summary>
/// <param name="Name">The ids of the rows and rules that it stands for, and what is done.</param>
/// <param name="Ends">How each fetch may end, in the words of <see cref="TortureScene.WordFor"/>.</param>
internal sealed record TortureRow(string Name, params string[] Ends)
{
    /// <summary>What the hostile server does with a connection.</summary>
    public Func<RawConnection, TortureScene, Task> Serve { get; init; } = static (_, _) => Task.CompletedTask;

    /// <summary>A port to fetch from in place of the hostile server's.</summary>
    public Func<TortureScene, int>? Port { get; init; }

    /// <summary>What is fetched as number so and so; by default a page of the hostile server, under a name of its own.</summary>
    public Func<TortureScene, int, string> Url { get; init; } = static (scene, i) => scene.HostileUrl(i);

    /// <summary>Fetches number so and so, and says how that ended; by default one fetch of the URL.</summary>
    public Func<TortureScene, int, Task<string>>? FetchAsync { get; init; }

    /// <summary>What the rig is set to besides.</summary>
    public Action<TortureScene, FetchOptions> Configure { get; init; } = static (_, _) => { };

    /// <summary>Names and servers besides; done once the rig stands.</summary>
    public Func<TortureScene, Task> ArrangeAsync { get; init; } = static _ => Task.CompletedTask;

    /// <summary>What is fetched of the healthy host.</summary>
    public Func<TortureScene, int, string> HealthyUrl { get; init; } = static (scene, i) => $"http://healthy.test:{scene.Healthy.EndPoint.Port}/{i}";

    /// <summary>How many fetches are under way at once.</summary>
    public int Times { get; init; } = 100;

    /// <summary>The clock that ends the fetches; null when they end by themselves.</summary>
    public Func<FetchOptions, TimeSpan>? Clock { get; init; }

    /// <summary>How many timers each fetch has armed when it waits for that clock.</summary>
    public int TimersEach { get; init; } = 1;

    /// <summary>The ids in the name.</summary>
    public IEnumerable<string> Ids => Name.Split(' ').TakeWhile(static word => word.Length is 2 or 3 && char.IsAsciiLetterUpper(word[0]) && word[1..].All(char.IsAsciiDigit));

    /// <summary>Answers every request of a connection alike.</summary>
    public TortureRow Answering(string response) => this with { Serve = async (connection, _) => await AnswerAllAsync(connection, _ => response) };

    /// <summary>Answers every request by its path.</summary>
    public TortureRow Answering(Func<string, string> responseTo) =>
        this with { Serve = async (connection, _) => await AnswerAllAsync(connection, request => responseTo(request.Split(' ')[1])) };

    /// <summary>Answers every request with a coded body.</summary>
    public TortureRow AnsweringCoded(string codings, byte[] body) => this with
    {
        Serve = async (connection, _) =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: {codings}\r\nContent-Length: {body.Length}\r\n\r\n");
                await connection.SendAsync(body);
            }
        },
    };

    /// <summary>Answers one request, and closes.</summary>
    public TortureRow AnsweringOnce(string response) => this with { Serve = async (connection, _) => await connection.AnswerAsync(response) };

    /// <summary>Answers one request, and then sends a piece again and again.</summary>
    public TortureRow AnsweringWithoutEnd(string head, string piece) => this with
    {
        Serve = async (connection, _) =>
        {
            await connection.AnswerAsync(head);
            while (true)
            {
                await connection.SendAsync(piece);
            }
        },
    };

    /// <summary>Answers with a part, and then sends a byte with each step of the clock.</summary>
    public TortureRow Dripping(string head) => this with
    {
        Serve = async (connection, scene) =>
        {
            await connection.AnswerAsync(head);
            var closed = connection.WaitForCloseAsync();
            while (await Task.WhenAny(scene.NextStepAsync(), closed) != closed)
            {
                await connection.SendAsync("x");
            }
        },
    };

    private static async Task AnswerAllAsync(RawConnection connection, Func<string, string> responseTo)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            await connection.SendAsync(responseTo(request));
        }
    }
}
