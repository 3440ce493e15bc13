using System.Diagnostics.CodeAnalysis;
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
internal sealed class MediaStore : IResultSink
{
    private const int ShardLength = 2;

    private readonly string _folder;
    private readonly JsonLine _line = new();
    private readonly HashSet<string> _shards = new(StringComparer.Ordinal);

    private MediaStore(string folder, RecordFile index)
    {
        _folder = folder;
        Records = index;
    }

    /// <inheritdoc/>
    public string Location => _folder;

    /// <inheritdoc/>
    public RecordFile Records { get; }

    /// <summary>Opens or creates the store.</summary>
    /// <param name="folder">The folder of the images.</param>
    /// <param name="indexPath">The index file; a torn last line is cut off.</param>
    /// <param name="committed">What a crawl before this one has committed; null when nobody knows.</param>
    /// <exception cref="IOException">One of them cannot be made or opened, or is a symbolic link.</exception>
    public static MediaStore Open(string folder, string indexPath, CommittedLengths? committed = null)
    {
        SymbolicLink.Refuse(folder);
        Directory.CreateDirectory(folder);
        return new MediaStore(folder, RecordFile.Open(indexPath, CommittedLengths.Limit(committed, indexPath, RecordEnd.OfLines)));
    }

    /// <summary>Keeps the image, if it is one that was fetched well; a body that a limit cut off gets a line but no file.</summary>
    public void Write(PageOutcome page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (page is not { Item.Kind: ResourceKind.Image, Status: PageStatus.Ok or PageStatus.Unchanged })
        {
            return;
        }

        if (page.Fetch is FetchOutcome.Unchanged { Stored: var stored })
        {
            Records.Append(ToLine(page, stored.ContentType, stored.Length, stored.Sha256, PathOf(Find(_folder, stored.Sha256)?.Name)).Span, CancellationToken.None);
        }
        else if (page.Fetch is FetchOutcome.Received received)
        {
            var sha256 = received.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(received.Body.Bytes.Span));
            var path = received.IsTruncated ? null : Store(sha256, received);

            // The file first: a line never names a file that is not there.
            Records.Append(ToLine(page, received.ContentType, received.Body.Length, sha256, path).Span, CancellationToken.None);
        }
    }

    /// <summary>The file of a content.</summary>
    /// <param name="folder">The folder of the images.</param>
    /// <param name="sha256">The content's digest, as it stands in records.</param>
    /// <returns>The file; null when it is not kept.</returns>
    public static FileInfo? Find(string folder, string sha256)
    {
        var shard = new DirectoryInfo(Path.Combine(folder, sha256[..ShardLength]));
        return shard.Exists ? shard.EnumerateFiles(sha256 + ".*").FirstOrDefault(static file => file.LinkTarget is null) : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return Records.DisposeAsync();
    }

    private string Store(string sha256, FetchOutcome.Received received)
    {
        var bytes = received.Body.Bytes;
        var shard = sha256[..ShardLength];
        var name = $"{sha256}.{ImageExtension.Of(bytes.Span, received.ContentType)}";
        EnsureShard(shard);
        var path = Path.Combine(_folder, shard, name);
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null } file || file.Length != bytes.Length)
        {
            AtomicFile.Write(Path.Combine(_folder, ".incoming.tmp"), path, bytes.Span);
        }

        FaultPoints.Hit(FaultPoint.ImageStored);
        return PathOf(name);
    }

    [return: NotNullIfNotNull(nameof(name))]
    private static string? PathOf(string? name) => name is null ? null : $"media/{name[..ShardLength]}/{name}";

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

    private ReadOnlyMemory<byte> ToLine(PageOutcome page, string? contentType, long length, string sha256, string? path)
    {
        var json = _line.Begin();
        json.WriteStartObject();
        json.WriteString("id"u8, page.Id);
        json.WriteString("url"u8, page.Item.Url.Text);
        json.WriteString("seed"u8, page.Item.Seed.Text);
        json.WriteString("via"u8, page.Item.Via?.Text);
        if (TallyKeys.Status(page.Fetch) is { } status)
        {
            json.WriteNumber("status"u8, status);
        }

        json.WriteString("contentType"u8, contentType);
        json.WriteNumber("bytes"u8, length);
        json.WriteString("sha256"u8, sha256);
        json.WriteString("path"u8, path);
        json.WriteEndObject();
        return _line.End();
    }
}
