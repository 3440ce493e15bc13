using System.Reflection;

namespace AsyncCrawler.Host.Dashboard;

/// <summary>The files of the dashboard, which travel inside the assembly. Thread-safe.</summary>
internal static class DashboardFiles
{
    private const string Prefix = "wwwroot/";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Reads all of them; some hundred kilobytes.</summary>
    /// <exception cref="InvalidOperationException">A file has an extension whose media type is not known.</exception>
    public static IReadOnlyList<DashboardFile> Read()
    {
        var assembly = typeof(DashboardFiles).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(IsFile).Order(StringComparer.Ordinal).Select(name => Read(assembly, name))];
    }

    private static bool IsFile(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    private static DashboardFile Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly lists '{name}' and does not hold it.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new DashboardFile(name[Prefix.Length..], ContentTypeOf(name), content);
    }

    private static string ContentTypeOf(string name) =>
        ContentTypes.TryGetValue(Path.GetExtension(name), out var type)
            ? type
            : throw new InvalidOperationException($"'{name}' has an extension without a media type: add it to {nameof(DashboardFiles)}.");
}
