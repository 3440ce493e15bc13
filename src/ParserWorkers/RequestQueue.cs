using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.ParserWorkers;

/// <summary>
/// Hands requests from the reading thread to the parsing one. A monitor sleeps at once where the library's collections spin
/// first: with more children than cores, that took as much time as a small page.
/// </summary>
/// <param name="capacity">Most requests that wait.</param>
internal sealed class RequestQueue(int capacity)
{
    private readonly Queue<PendingRequest> _waiting = new(capacity);
    private readonly object _gate = new();
    private bool _isComplete;

    /// <summary>Adds a request, once there is room for it.</summary>
    /// <param name="request">The request; now owned by the queue.</param>
    public void Add(PendingRequest request)
    {
        lock (_gate)
        {
            while (_waiting.Count == capacity)
            {
                Monitor.Wait(_gate);
            }

            _waiting.Enqueue(request);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Says that no more requests come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Blocks until the next request.</summary>
    /// <param name="request">The request, owned by the caller.</param>
    /// <returns>False when no more come.</returns>
    public bool TryTake([NotNullWhen(true)] out PendingRequest? request)
    {
        lock (_gate)
        {
            while (!_waiting.TryDequeue(out request))
            {
                if (_isComplete)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            // Only one thread adds and one takes, so that at most one waits.
            Monitor.Pulse(_gate);
            return true;
        }
    }
}
