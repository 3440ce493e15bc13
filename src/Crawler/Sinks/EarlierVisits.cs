using System.Buffers;
using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;
using Microsoft.Win32.SafeHandles;

namespace AsyncCrawler.Sinks;

/// <summary>Reads the <c>visits.jsonl</c> of an earlier crawl: an index in memory, some 40 bytes a URL, and a read of one line for each question. Thread-safe.</summary>
internal sealed class EarlierVisits : IEarlierVisits, IDisposable
{
    private const int IdLength = 32;
    private const int BlockSize = 1024 * 1024;

    private readonly SafeFileHandle _file;
    private readonly string _reading;
    private readonly string _mediaFolder;
    private readonly Dictionary<UrlFingerprint, (long Start, int Length)> _lines = [];

    private EarlierVisits(SafeFileHandle file, string reading, string mediaFolder)
    {
        _file = file;
        _reading = reading;
        _mediaFolder = mediaFolder;
    }

    /// <summary>URLs that were kept.</summary>
    public int Count => _lines.Count;

    /// <summary>Opens the file and makes the index.</summary>
    /// <param name="path">The file; null is given back when it is absent.</param>
    /// <param name="reading">How pages are read now.</param>
    /// <param name="mediaFolder">Where the images are: one that is gone is to be transferred again.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static EarlierVisits? Open(string path, string reading, string mediaFolder)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        SymbolicLink.Refuse(path);
        var visits = new EarlierVisits(File.OpenHandle(path), reading, mediaFolder);
        try
        {
            visits.ReadIndex();
            return visits;
        }
        catch
        {
            visits.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Visit? Find(FrontierItem item)
    {
        if (!_lines.TryGetValue(UrlFingerprint.Of(item.Url), out var line))
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(line.Length);
        try
        {
            var read = RandomAccess.Read(_file, buffer.AsSpan(0, line.Length), line.Start);
            var visit = read == line.Length ? VisitJson.Read(buffer.AsMemory(0, line.Length), item.Kind, _reading) : null;
            return item.Kind != ResourceKind.Image || (visit is not null && IsKept(visit.Response)) ? visit : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool IsKept(StoredResponse image) => MediaStore.Find(_mediaFolder, image.Sha256) is { } file && file.Length == image.Length;

    private void ReadIndex()
    {
        var head = new byte[VisitJson.Start.Length + IdLength];
        var block = new byte[BlockSize];
        long start = 0, position = 0;
        var headLength = 0;
        for (var read = RandomAccess.Read(_file, block, 0); read > 0; read = RandomAccess.Read(_file, block, position))
        {
            var rest = block.AsSpan(0, read);
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf((byte)'\n');
                var part = end < 0 ? rest : rest[..(end + 1)];
                var copied = part[..Math.Min(part.Length, head.Length - headLength)];
                copied.CopyTo(head.AsSpan(headLength));
                headLength += copied.Length;
                position += part.Length;
                rest = rest[part.Length..];
                if (end >= 0)
                {
                    AddLine(head.AsSpan(0, headLength), start, position - start);
                    (start, headLength) = (position, 0);
                }
            }
        }
    }

    // A torn last line has no end, and is not reached. A later line of a URL counts more than an earlier one.
    private void AddLine(ReadOnlySpan<byte> head, long start, long length)
    {
        if (head.StartsWith(VisitJson.Start)
            && head.Length == VisitJson.Start.Length + IdLength
            && length <= VisitJson.MaxLength
            && UInt128.TryParse(head[VisitJson.Start.Length..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            _lines[new UrlFingerprint(id)] = (start, (int)length);
        }
    }
}
