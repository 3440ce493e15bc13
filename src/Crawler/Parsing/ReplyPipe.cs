using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace AsyncCrawler.Parsing;

/// <summary>
/// A worker's standard output, read by the thread that asks. The runtime's own asynchronous reads wake two threads for each
/// reply, one to hear of it and one to take it, and that costs as much as a small page.
/// </summary>
/// <param name="output">The standard output; disposed with the process.</param>
/// <param name="end">Ends every read: the pipe may be held open by a process that we do not wait for.</param>
internal sealed class ReplyPipe(Stream output, CancellationToken end) : Stream
{
    // poll(2).
    private const short Readable = 0x1;

    // How late a cancellation is noticed.
    private const int LookMilliseconds = 500;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Blocks until there is something to read, or will be no more.</summary>
    /// <exception cref="OperationCanceledException">The end came first.</exception>
    public override int Read(Span<byte> buffer) => Read(buffer, CancellationToken.None);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>The same on a thread of its own: for the few reads before the real work begins.</summary>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Task.Factory.StartNew(
        () => Read(buffer.Span, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Read(Span<byte> buffer, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux() && output is PipeStream pipe)
        {
            WaitUntilReadable(pipe.SafePipeHandle, cancellationToken);
            return pipe.Read(buffer);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(end, cancellationToken);
        var copy = new byte[buffer.Length];
        var length = output.ReadAsync(copy, over.Token).AsTask().GetAwaiter().GetResult();
        copy.AsSpan(0, length).CopyTo(buffer);
        return length;
    }

    private void WaitUntilReadable(SafeHandle pipe, CancellationToken cancellationToken)
    {
        var descriptor = new Descriptor { Number = (int)pipe.DangerousGetHandle(), Wanted = Readable };
        while (Poll(ref descriptor, 1, LookMilliseconds) <= 0)
        {
            end.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // DllImport and not LibraryImport: see ProcessGroup.
    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Descriptor descriptors, nuint count, int timeout);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Descriptor
    {
        public int Number;
        public short Wanted;
        public short Found;
    }
}
