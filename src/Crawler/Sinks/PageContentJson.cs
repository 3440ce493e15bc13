using System.Text.Json;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Sinks;

/// <summary>The keys of a page record that hold what the page is about: its structured data and its text.</summary>
internal static class PageContentJson
{
    /// <summary>Writes <c>openGraph</c>, <c>jsonLd</c> and <c>jsonLdSkipped</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="data">The data, checked by <c>ReplyTranslation</c>; null for a page that was not parsed.</param>
    public static void WriteStructuredData(Utf8JsonWriter json, ParsedStructuredData? data)
    {
        json.WriteStartObject("openGraph"u8);
        foreach (var property in (data?.Properties ?? []).GroupBy(property => property.Name, property => property.Value, StringComparer.Ordinal))
        {
            WriteProperty(json, property.Key, [.. property]);
        }

        json.WriteEndObject();
        json.WriteStartArray("jsonLd"u8);
        foreach (var block in data?.JsonLd ?? [])
        {
            json.WriteRawValue(block);
        }

        json.WriteEndArray();
        json.WriteNumber("jsonLdSkipped"u8, data?.JsonLdSkipped ?? 0);
    }

    /// <summary>Writes <c>text</c> and <c>textTruncated</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="reply">What the child said; null for a page that was not parsed.</param>
    public static void WriteText(Utf8JsonWriter json, ParseReply.Parsed? reply)
    {
        json.WriteString("text"u8, reply?.PageText);
        json.WriteBoolean("textTruncated"u8, reply?.Truncation.HasFlag(DocumentTruncation.PageText) ?? false);
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string[] values)
    {
        if (values is [var only])
        {
            json.WriteString(name, only);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
