using System.Security.Cryptography;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Keeps images: one file per content under <c>media</c>, named by its SHA-256, and one line per image URL in
/// <c>media.jsonl</c>. Not thread-safe.
/// </summary>
internal sealed class MediaStore : IRecordSink
{
    private const int ShardLength = 2;

    private readonly string _folder;
    private readonly string _indexPath;
    private readonly RecordFile _index;
    private readonly JsonLine _line = new();
    private readonly HashSet<string> _shards = new(StringComparer.Ordinal);

    private MediaStore(string folder, string indexPath, RecordFile index)
    {
        _folder = folder;
        _indexPath = indexPath;
        _index = index;
    }

    /// <inheritdoc/>
    public string Location => _folder;

    /// <summary>Opens or creates the store.</summary>
    /// <param name="folder">The folder of the images.</param>
    /// <param name="indexPath">The index file; a torn last line is cut off.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <exception cref="IOException">One of them cannot be made or opened, or is a symbolic link.</exception>
    public static MediaStore Open(string folder, string indexPath, CommittedLengths? committed = null)
    {
        SymbolicLink.Refuse(folder);
        Directory.CreateDirectory(folder);
        return new MediaStore(folder, indexPath, RecordFile.Open(indexPath, CommittedLengths.Limit(committed, indexPath, RecordEnd.OfLines)));
    }

    /// <summary>Keeps the image, if it is one that was fetched well; a body that a limit cut off gets a line but no file.</summary>
    public async ValueTask WriteAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        if (page is not { Item.Kind: ResourceKind.Image, Status: PageStatus.Ok, Fetch: FetchOutcome.Received received })
        {
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var sha256 = received.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(received.Body.Bytes.Span));
        var path = received.IsTruncated ? null : await StoreAsync(sha256, received);

        // The file first: a line never names a file that is not there.
        await _index.AppendAsync(ToLine(page, received, sha256, path), CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(CancellationToken cancellationToken) => _index.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public void NoteLength(IDictionary<string, string> notes) => CommittedLengths.Write(notes, _indexPath, _index.Length);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return _index.DisposeAsync();
    }

    private async ValueTask<string> StoreAsync(string sha256, FetchOutcome.Received received)
    {
        var bytes = received.Body.Bytes;
        var shard = sha256[..ShardLength];
        var name = $"{sha256}.{ImageExtension.Of(bytes.Span, received.ContentType)}";
        EnsureShard(shard);
        var path = Path.Combine(_folder, shard, name);
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null } file || file.Length != bytes.Length)
        {
            await AtomicFile.WriteAsync(Path.Combine(_folder, ".incoming.tmp"), path, bytes, CancellationToken.None);
        }

        FaultPoints.Hit(FaultPoint.ImageStored);
        return $"media/{shard}/{name}";
    }

    private void EnsureShard(string shard)
    {
        if (_shards.Contains(shard))
        {
            return;
        }

        var path = Path.Combine(_folder, shard);
        SymbolicLink.Refuse(path);
        Directory.CreateDirectory(path);
        _shards.Add(shard);
    }

    private ReadOnlyMemory<byte> ToLine(PageOutcome page, FetchOutcome.Received received, string sha256, string? path)
    {
        var json = _line.Begin();
        json.WriteStartObject();
        json.WriteString("id"u8, page.Id);
        json.WriteString("url"u8, page.Item.Url.Text);
        json.WriteString("seed"u8, page.Item.Seed.Text);
        json.WriteString("via"u8, page.Item.Via?.Text);
        json.WriteNumber("status"u8, received.Status);
        json.WriteString("contentType"u8, received.ContentType);
        json.WriteNumber("bytes"u8, received.Body.Bytes.Length);
        json.WriteString("sha256"u8, sha256);
        json.WriteString("path"u8, path);
        json.WriteEndObject();
        return _line.End();
    }
}
