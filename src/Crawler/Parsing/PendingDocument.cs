using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Parsing;

/// <summary>
/// A document between its hand-over and its answer. Its body belongs to the caller, and only until the caller has its
/// answer: hence reading and answering exclude each other. Thread-safe.
/// </summary>
internal sealed class PendingDocument
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<ParseOutcome> _answer;
    private readonly ParseRequest _request;
    private readonly FetchOutcome.Received? _page;
    private readonly TimeProvider _time;
    private readonly long _handedOver;
    private ContentKey? _content;
    private volatile bool _isOpen = true;

    /// <summary>Takes a request on behalf of a caller that will wait for its answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="page">The page whose body it is; null when it is nobody's.</param>
    /// <param name="time">Measures the wait.</param>
    /// <param name="goesOnThere">
    /// True when the caller goes on, on the thread that gives the answer, and so must not block: to wake another for every
    /// answer costs the parent as much as all the rest of a small page.
    /// </param>
    public PendingDocument(ParseRequest request, FetchOutcome.Received? page, TimeProvider time, bool goesOnThere = false)
    {
        _answer = new TaskCompletionSource<ParseOutcome>(goesOnThere ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        _request = request;
        _page = page;
        _time = time;
        _handedOver = time.GetTimestamp();
    }

    /// <summary>The number under which it is sent; older documents have lower ones.</summary>
    public long Id => _request.DocumentId;

    /// <summary>How long the whole body is; null when it is nobody's.</summary>
    public int? Length => _page?.Body.Length;

    /// <summary>
    /// What <see cref="PoisonLedger"/> knows it by. It is calculated when somebody first asks; null when that is too late, because the
    /// caller has its body back, and for a body that is nobody's.
    /// </summary>
    public ContentKey? Content
    {
        get
        {
            lock (_gate)
            {
                return _isOpen ? _content ??= ContentOf(_page, _request) : _content;
            }
        }
    }

    /// <summary>The SHA-256 that records name the body by, for the operator; null where <see cref="Content"/> is.</summary>
    public string? Sha256
    {
        get
        {
            lock (_gate)
            {
                return _isOpen ? _page?.Sha256 : null;
            }
        }
    }

    /// <summary>What is asked; its body belongs to the caller.</summary>
    public ParseRequest Request => _request;

    /// <summary>Workers that died of it. Only the place that has the document touches this.</summary>
    public int Strikes { get; set; }

    /// <summary>The time since its hand-over.</summary>
    public TimeSpan Age => _time.GetElapsedTime(_handedOver);

    /// <summary>False when it was answered, or its caller gave up.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>What a page is known by to <see cref="PoisonLedger"/>.</summary>
    /// <param name="page">The page, whose body was not given back; null is nobody's.</param>
    /// <param name="request">What is wanted of it.</param>
    public static ContentKey? ContentOf(FetchOutcome.Received? page, ParseRequest request) =>
        page?.Body.BytesRead is { } body ? new ContentKey(ContentHash.OfThisProcess.Compute(body.Span), body.Length, request.WantsContents) : null;

    /// <summary>Copies the request into a buffer.</summary>
    /// <returns>False when nobody waits any more: nothing was written.</returns>
    public bool TryWriteTo(FrameWriter writer)
    {
        lock (_gate)
        {
            if (!_isOpen)
            {
                return false;
            }

            _request.WriteTo(writer);
            return true;
        }
    }

    /// <summary>Gives the answer; a second one is dropped. A caller that may goes on before this returns.</summary>
    public void Answer(ParseOutcome outcome)
    {
        if (TryClose())
        {
            _answer.SetResult(outcome);
        }
    }

    /// <summary>Tells the caller that there will be no answer.</summary>
    public void Fail(Exception error)
    {
        if (TryClose())
        {
            _answer.SetException(error);
        }
    }

    /// <summary>Waits for the answer. Once this returns or throws, the body is not read any more.</summary>
    public async ValueTask<ParseOutcome> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => (state as PendingDocument)?.Cancel(token), this);
        return await _answer.Task;
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TryClose())
        {
            _answer.SetCanceled(cancellationToken);
        }
    }

    // The caller goes on only after this, and not under the lock.
    private bool TryClose()
    {
        lock (_gate)
        {
            var wasOpen = _isOpen;
            _isOpen = false;
            return wasOpen;
        }
    }
}
