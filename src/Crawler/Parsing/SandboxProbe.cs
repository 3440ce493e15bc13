using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Knows what this machine grants before the start of a worker (promises §7): a user namespace with an empty network, which
/// only a process of one thread can enter, and the runtime has several before the worker's first line. All else the worker
/// gives up itself, and tells it in its hello.
/// </summary>
internal static class SandboxProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A namespace in which nobody's user exists, not even root's: the worker's program starts without any capability.
    private static readonly string[] OwnNamespaces = ["unshare", "--user", "--net"];

    // Where user namespaces are forbidden, root may do without, and has its capabilities taken away before the program starts.
    private static readonly string[] OwnNetwork = ["unshare", "--net"];
    private static readonly string[] NoCapabilities = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"];

    private static readonly Lazy<Task<Sandbox>> Probed = new(ProbeAsync);

    /// <summary>The sandbox to begin with: the one that most machines grant, untried, so that the first worker is the trial; where it cannot be, <see cref="FindAsync"/>.</summary>
    public static Task<Sandbox> ExpectAsync() =>
        OperatingSystem.IsLinux() && Find(OwnNamespaces[0]) is not null ? Task.FromResult(Behind([OwnNamespaces], Active(OwnNamespaces))) : FindAsync();

    /// <summary>The sandbox of this machine, found by starting <c>true</c> behind it. The answer does not change while the program runs, so it is asked once.</summary>
    public static Task<Sandbox> FindAsync() => Probed.Value;

    private static async Task<Sandbox> ProbeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Sandbox([], Absent("there is none on this operating system"));
        }

        var refusal = await TryAsync([OwnNamespaces]);
        if (refusal is null)
        {
            return Behind([OwnNamespaces], Active(OwnNamespaces));
        }

        List<string[]> commands = [];
        var network = Absent(refusal);
        if (await TryAsync([OwnNetwork]) is null)
        {
            commands.Add(OwnNetwork);
            network = Active(OwnNetwork);
        }

        if (await TryAsync([.. commands, NoCapabilities]) is null)
        {
            commands.Add(NoCapabilities);
        }

        return Behind(commands, network);
    }

    /// <summary>Starts <c>true</c> behind the commands.</summary>
    /// <returns>Null when it worked; otherwise why not.</returns>
    private static async Task<string?> TryAsync(IReadOnlyList<string[]> commands)
    {
        if (commands.FirstOrDefault(command => Find(command[0]) is null) is { } missing)
        {
            return $"{missing[0]} is not installed";
        }

        var chain = Chain(commands);
        var start = new ProcessStartInfo(chain[0]) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var part in chain.Skip(1).Append(Find("true") ?? "true"))
        {
            start.ArgumentList.Add(part);
        }

        return await RunAsync(start);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps a probe from running, the layer is absent, and the text says why.")]
    private static async Task<string?> RunAsync(ProcessStartInfo start)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            using var process = Process.Start(start);
            if (process is null)
            {
                return "it could not be started";
            }

            try
            {
                var errors = await process.StandardError.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? null : PrintableText.Of(errors.AsSpan().Trim(), 200);
            }
            finally
            {
                process.Kill();
            }
        }
        catch (Exception error)
        {
            return PrintableText.Of(error.Message, 200);
        }
    }

    private static Sandbox Behind(IReadOnlyList<string[]> commands, SandboxLayer network) => new(Chain(commands), network);

    private static List<string> Chain(IEnumerable<string[]> commands) =>
        [.. commands.SelectMany(static command => command.Skip(1).Prepend(Find(command[0]) ?? command[0]))];

    private static SandboxLayer Active(string[] command) => new() { Name = Sandbox.NoNetwork, IsActive = true, Detail = string.Join(' ', command) };

    private static SandboxLayer Absent(string why) => new() { Name = Sandbox.NoNetwork, IsActive = false, Detail = why };

    private static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
