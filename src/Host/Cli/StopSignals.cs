using System.Runtime.InteropServices;

namespace AsyncCrawler.Host.Cli;

/// <summary>
/// Ctrl-C and its relatives: the first asks to drain, the second to cancel, the third ends the process as if nobody
/// listened. Thread-safe. Disposing gives the signals back.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly Action<string> _say;
    private int _received;

    /// <param name="say">Told, in one line, what a signal leads to.</param>
    private StopSignals(Action<string> say) => _say = say;

    /// <summary>Cancelled by the first signal: finish what is under way.</summary>
    public CancellationToken DrainRequested => _drain.Token;

    /// <summary>Cancelled by the second: stop now.</summary>
    public CancellationToken CancelRequested => _cancel.Token;

    /// <summary>Begins to listen.</summary>
    /// <param name="say">Told, in one line, what a signal leads to.</param>
    public static StopSignals Listen(Action<string> say)
    {
        var signals = new StopSignals(say);
        foreach (var signal in Signals)
        {
            signals._registrations.Add(PosixSignalRegistration.Create(signal, signals.OnSignal));
        }

        return signals;
    }

    /// <summary>One that hears only what <see cref="Receive"/> is told.</summary>
    public static StopSignals Deaf(Action<string> say) => new(say);

    /// <summary>Acts as on a signal.</summary>
    /// <returns>False when the process should end by the signal's default action.</returns>
    public bool Receive()
    {
        switch (Interlocked.Increment(ref _received))
        {
            case 1:
                _drain.Cancel();
                _say("Stopping: pages under way may finish. Once more to stop at once.");
                return true;
            case 2:
                _cancel.Cancel();
                _say("Stopping at once.");
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _drain.Dispose();
        _cancel.Dispose();
    }

    private void OnSignal(PosixSignalContext context) => context.Cancel = Receive();
}
