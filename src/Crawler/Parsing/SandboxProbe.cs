using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>
/// Finds out which best-effort layers (promises §7) this machine grants, by starting <c>true</c> behind them. The answer
/// does not change while the program runs, so it is asked once. Usually that is one start, of 5 ms.
/// </summary>
internal static class SandboxProbe
{
    public const string OwnSession = "own-session";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // In the order of the chain. setpriv comes last: a change of credentials, such as unshare's, clears the death signal.
    private static readonly Candidate[] Candidates =
    [
        // A terminal's Ctrl-C reaches every process of its session: the first one must drain, not kill, the workers.
        new(OwnSession, "setsid", [[]]),

        // The runtime keeps every assembly that it has loaded open, some twice: a worker that has read pages and a compressed
        // sitemap holds more than 64 files without having opened one itself.
        new("resource-limits", "prlimit", [["--core=0", "--nofile=256"]]),

        // With -r also root gives up its rights over the machine's own namespaces; where that is forbidden, root may do without.
        new("no-network", "unshare", [["-rn"], ["-n"]]),
        new("no-capabilities", "setpriv", [["--bounding-set=-all", "--inh-caps=-all"]]),
        new("no-new-privileges", "setpriv", [["--no-new-privs"]]),
        new("dies-with-parent", "setpriv", [["--pdeathsig", "KILL"]]),
    ];

    private static readonly Lazy<Task<Sandbox>> Probed = new(ProbeAsync);

    /// <summary>The sandbox of this machine.</summary>
    public static Task<Sandbox> FindAsync() => Probed.Value;

    private static async Task<Sandbox> ProbeAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Sandbox([], [.. Candidates.Select(candidate => candidate.Absent("there is none on this operating system"))]);
        }

        var all = Candidates.Select(candidate => candidate.Command(0)).ToList();
        if (await TryAsync(all) is null)
        {
            return new Sandbox(Chain(all), [.. Candidates.Select(candidate => candidate.Active(0))]);
        }

        return await ProbeEachAsync();
    }

    private static async Task<Sandbox> ProbeEachAsync()
    {
        var active = new List<(string Tool, string[] Options)>();
        var layers = new List<SandboxLayer>();
        foreach (var candidate in Candidates)
        {
            string? refusal = null;
            for (var i = 0; i < candidate.Variants.Length; i++)
            {
                refusal = await TryAsync([.. active, candidate.Command(i)]);
                if (refusal is null)
                {
                    active.Add(candidate.Command(i));
                    layers.Add(candidate.Active(i));
                    break;
                }
            }

            if (refusal is not null)
            {
                layers.Add(candidate.Absent(refusal));
            }
        }

        return new Sandbox(Chain(active), layers);
    }

    /// <summary>Joins neighbours of the same tool into one command: each command of the chain costs an exec.</summary>
    private static List<string> Chain(IEnumerable<(string Tool, string[] Options)> commands)
    {
        var chain = new List<string>();
        string? last = null;
        foreach (var (tool, options) in commands)
        {
            if (tool != last)
            {
                chain.Add(Find(tool) ?? tool);
                last = tool;
            }

            chain.AddRange(options);
        }

        return chain;
    }

    /// <summary>Starts <c>true</c> behind the commands.</summary>
    /// <returns>Null when it worked; otherwise why not.</returns>
    private static async Task<string?> TryAsync(List<(string Tool, string[] Options)> commands)
    {
        if (commands.FirstOrDefault(command => Find(command.Tool) is null).Tool is { } missing)
        {
            return $"{missing} is not installed";
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

    private static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin", "/usr/sbin", "/sbin"])
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);

    private sealed record Candidate(string Name, string Tool, string[][] Variants)
    {
        public (string Tool, string[] Options) Command(int variant) => (Tool, Variants[variant]);

        public SandboxLayer Active(int variant) =>
            new() { Name = Name, IsActive = true, Detail = string.Join(' ', [Tool, .. Variants[variant]]) };

        public SandboxLayer Absent(string why) => new() { Name = Name, IsActive = false, Detail = why };
    }
}
