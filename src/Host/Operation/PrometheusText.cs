using System.Globalization;
using System.Text;

namespace AsyncCrawler.Host.Operation;

/// <summary>The text format that Prometheus reads (version 0.0.4), and the names of OpenTelemetry in it.</summary>
internal static class PrometheusText
{
    /// <summary>Its media type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The name of an instrument: points become underscores, the unit is said in full, and what only grows ends in total.</summary>
    public static string NameOf(string name, string? unit, string type)
    {
        var unitName = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var plain = string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));
        return (plain.EndsWith(unitName, StringComparison.Ordinal) ? plain : plain + unitName) + (type == "counter" ? "_total" : "");
    }

    /// <summary>Tags in their order, escaped.</summary>
    public static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            labels.Append(labels.Length == 0 ? "" : ",").Append(NameOf(key, null, "")).Append("=\"").Append(escaped).Append('"');
        }

        return labels.ToString();
    }

    /// <summary>Writes one family.</summary>
    public static void Write(StringBuilder text, MetricFamily family, IEnumerable<MetricSeries> series)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Name} {family.Help}\n# TYPE {family.Name} {family.Type}\n");
        foreach (var one in series.OrderBy(one => one.Labels, StringComparer.Ordinal))
        {
            if (family.Type == "histogram")
            {
                WriteHistogram(text, family.Name, one);
            }
            else
            {
                WriteLine(text, family.Name, one.Labels, one.Value);
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, MetricSeries series)
    {
        var prefix = series.Labels.Length == 0 ? "" : series.Labels + ",";
        for (var i = 0; i < MetricSeries.Bounds.Length; i++)
        {
            WriteLine(text, name + "_bucket", string.Create(CultureInfo.InvariantCulture, $"{prefix}le=\"{MetricSeries.Bounds[i]}\""), series.Buckets[i]);
        }

        WriteLine(text, name + "_bucket", prefix + "le=\"+Inf\"", series.Count);
        WriteLine(text, name + "_sum", series.Labels, series.Value);
        WriteLine(text, name + "_count", series.Labels, series.Count);
    }

    private static void WriteLine(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(CultureInfo.InvariantCulture, $" {value}\n");
    }
}
