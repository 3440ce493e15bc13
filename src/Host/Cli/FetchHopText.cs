using System.Globalization;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Cli;

/// <summary>An exchange for people: like the JSON line, in lines. They hold what the server sent, so they are to be escaped.</summary>
internal static class FetchHopText
{
    /// <summary>The lines of an exchange; the last one is empty.</summary>
    public static IEnumerable<string> LinesOf(FetchHop hop)
    {
        var record = FetchHopRecord.Of(hop);
        yield return $"GET {record.Url}";
        if (hop.Dialled is not null || hop.Addresses.Count > 0)
        {
            yield return $"  address    {string.Join(' ', record.Addresses)}{(record.Dialled is { } dialled ? $", dialled {dialled}" : "")}";
        }

        if (hop.Tls is { } tls)
        {
            yield return $"  tls        {tls.Protocol}, {tls.CipherSuite}";
            yield return string.Create(CultureInfo.InvariantCulture, $"  certificate {tls.Subject}, by {tls.Issuer}, {tls.ValidFrom:yyyy-MM-dd} to {tls.ValidUntil:yyyy-MM-dd}");
        }

        yield return "  times      " + string.Join(", ", TimesOf(record));
        foreach (var field in hop.RequestHeaders)
        {
            yield return $"  > {field.Key}: {field.Value}";
        }

        yield return record.HttpVersion is null
            ? $"  {record.Outcome}: {record.Reason}: {record.Detail}"
            : $"  < HTTP/{record.HttpVersion} {record.Status}{(record.Reason is { } reason ? $", {reason}: {record.Detail}" : "")}";
        foreach (var field in hop.ResponseHeaders)
        {
            yield return $"  < {field.Key}: {field.Value}";
        }

        if (record.Bytes is { } bytes)
        {
            yield return $"  body       {bytes} bytes, {record.WireBytes} on the wire{(record.Truncated ? ", not complete" : "")}, sha256 {record.Sha256}";
        }

        foreach (var decision in hop.Decisions)
        {
            yield return $"  decision   {decision}";
        }

        yield return "";
    }

    private static IEnumerable<string> TimesOf(FetchHopRecord record) =>
        from time in new (string Name, double? Ms)[]
        {
            ("dns", record.DnsMs), ("connect", record.ConnectMs), ("tls", record.TlsMs),
            ("first byte", record.FirstByteMs), ("body", record.BodyMs), ("total", record.TotalMs),
        }
        where time.Ms is not null
        select string.Create(CultureInfo.InvariantCulture, $"{time.Name} {time.Ms:0.0} ms");
}
