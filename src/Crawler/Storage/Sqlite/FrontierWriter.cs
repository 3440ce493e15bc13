using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// The one thread that touches the database. Acts run in the order in which they were given; all that wait when a
/// transaction begins share it, so the more callers there are, the fewer transactions each of them costs. The first fault
/// is the last act: nothing is written after it.
/// </summary>
internal sealed class FrontierWriter : IAsyncDisposable
{
    private readonly FrontierDatabase _database;

    // Not a SemaphoreSlim, which gives up its processor a hundred times before it sleeps: once a page, where a page is 100 µs.
    private readonly AutoResetEvent _wake = new(false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private List<IAct> _waiting = [];
    private FrontierStoreException? _fault;
    private bool _isClosing;

    /// <summary>Takes over a database and starts the thread.</summary>
    public FrontierWriter(FrontierDatabase database)
    {
        _database = database;
        new Thread(Loop) { IsBackground = true, Name = "frontier-writer" }.Start();
    }

    /// <summary>Gives an act to the thread. When this returns, its place in the order is fixed.</summary>
    /// <param name="act">What is done in the transaction.</param>
    /// <returns>Completes with the act's result when the transaction is committed, or with the fault.</returns>
    public Task<T> RunAsync<T>(Func<FrontierDatabase, T> act)
    {
        var waiting = new Act<T>(act);
        lock (_gate)
        {
            if (_fault is { } fault)
            {
                return Task.FromException<T>(fault);
            }

            ObjectDisposedException.ThrowIf(_isClosing, this);
            _waiting.Add(waiting);
            if (_waiting.Count == 1)
            {
                _wake.Set();
            }
        }

        return waiting.Done;
    }

    /// <summary>Finishes the acts that were given, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_isClosing)
            {
                _isClosing = true;
                if (_waiting.Count == 0)
                {
                    _wake.Set();
                }
            }
        }

        await _ended.Task.ConfigureAwait(false);
        _wake.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of the thread: whatever closing throws goes to the one who disposes.")]
    private void Loop()
    {
        while (Take() is { Count: > 0 } acts)
        {
            var fault = _fault ?? TryCommit(acts);
            foreach (var act in acts)
            {
                act.Finish(fault);
            }
        }

        try
        {
            _database.Dispose();
            _ended.SetResult();
        }
        catch (Exception error)
        {
            _ended.SetException(error);
        }
    }

    private List<IAct> Take()
    {
        _wake.WaitOne();
        lock (_gate)
        {
            var acts = _waiting;
            _waiting = [];
            if (_isClosing && acts.Count > 0)
            {
                // Comes back once more, to find nothing and leave.
                _wake.Set();
            }

            return acts;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Edge of the thread: becomes the fault that every caller hears.")]
    private FrontierStoreException? TryCommit(List<IAct> acts)
    {
        try
        {
            _database.Begin();
            acts.ForEach(act => act.Run(_database));
            FaultPoints.Hit(FaultPoint.CommitBegun);
            _database.Commit();
            FaultPoints.Hit(FaultPoint.CommitEnded);
            return null;
        }
        catch (Exception error)
        {
            var fault = error switch
            {
                FrontierStoreException known => known,
                SqliteException sqlite => StoreFault.Of(_database.Path, sqlite),
                _ => new FrontierStoreException($"{_database.Path} could not be written: {error.Message}", error, StoreTrouble.Other),
            };
            lock (_gate)
            {
                _fault = fault;
            }

            _database.RollBack();
            return fault;
        }
    }

    private interface IAct
    {
        void Run(FrontierDatabase database);

        void Finish(FrontierStoreException? fault);
    }

    private sealed class Act<T>(Func<FrontierDatabase, T> run) : IAct
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Func<T>? _result;

        public Task<T> Done => _done.Task;

        public void Run(FrontierDatabase database)
        {
            var value = run(database);
            _result = () => value;
        }

        public void Finish(FrontierStoreException? fault)
        {
            if (fault is not null)
            {
                _done.TrySetException(fault);
            }
            else if (_result is { } result)
            {
                _done.TrySetResult(result());
            }
        }
    }
}
