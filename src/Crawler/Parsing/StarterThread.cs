using System.Collections.Concurrent;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The one thread that starts processes. The kernel's parent-death signal fires when the *thread* that forked ends
/// (prctl(2), PR_SET_PDEATHSIG): a thread of the pool may be retired at any time, and its children would die for nothing.
/// </summary>
internal sealed class StarterThread : IDisposable
{
    private readonly BlockingCollection<Task> _work = [];

    public StarterThread()
    {
        // A background thread: a forgotten pool must not keep the program alive.
        new Thread(Run) { IsBackground = true, Name = "parser starter" }.Start();
    }

    /// <summary>Runs <paramref name="start"/> on the thread.</summary>
    public Task<T> RunAsync<T>(Func<T> start)
    {
        var task = new Task<T>(start, TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(task);
        return task;
    }

    /// <summary>Ends the thread, and with it whatever was started on it.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        foreach (var task in _work.GetConsumingEnumerable())
        {
            task.RunSynchronously();
        }
    }
}
