using System.Globalization;

namespace AsyncCrawler.Host.Cli;

/// <summary>Sizes for people.</summary>
internal static class ByteText
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>For example <c>3.4 MiB</c>; bytes themselves without a fraction.</summary>
    public static string Format(long bytes)
    {
        var unit = 0;
        var value = (double)bytes;
        for (; value >= 1024 && unit < Units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
