using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using AsyncCrawler.Contracts;
using AsyncCrawler.Hosting;
using AsyncCrawler.Scope;

namespace AsyncCrawler.Host.Settings;

/// <summary>Every option by its configuration name, read off the class that holds them: a new option needs no line here.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
internal sealed class SettingCatalogue
{
    private readonly Func<object> _createRoot;
    private readonly Dictionary<string, Setting> _settings;

    /// <summary>The options of the engine.</summary>
    public SettingCatalogue()
        : this(static () => new CrawlerOptions())
    {
    }

    /// <param name="createRoot">Makes what holds the options, all of them at their defaults.</param>
    public SettingCatalogue(Func<object> createRoot)
    {
        _createRoot = createRoot;
        _settings = Walk(createRoot().GetType(), []).ToDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All names in the order of the alphabet.</summary>
    public IEnumerable<string> Names => _settings.Keys.Order(StringComparer.Ordinal);

    /// <summary>Options at their defaults.</summary>
    public object CreateRoot() => _createRoot();

    /// <summary>The setting that a name belongs to: its own, or for <c>Fetch:AllowedPorts:0</c> the list; null when there is none.</summary>
    public Setting? Find(string name)
    {
        if (_settings.TryGetValue(name, out var setting))
        {
            return setting;
        }

        for (var end = name.LastIndexOf(':'); end > 0; end = name.LastIndexOf(':', end - 1))
        {
            if (_settings.TryGetValue(name[..end], out var list))
            {
                return list.HasParts ? list : null;
            }
        }

        return null;
    }

    private static IEnumerable<Setting> Walk(Type type, IReadOnlyList<PropertyInfo> path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            IReadOnlyList<PropertyInfo> whole = [.. path, property];
            if (IsSettable(property))
            {
                yield return new Setting(string.Join(':', whole.Select(part => part.Name)), path, property);
            }
            else if (IsRoom(property))
            {
                foreach (var setting in Walk(property.PropertyType, whole))
                {
                    yield return setting;
                }
            }
        }
    }

    private static bool IsSettable(PropertyInfo property) =>
        Setting.ListElementOf(property.PropertyType) is { } element
            ? SettingText.CanConvert(element) || element == typeof(ScopePattern) || element == typeof(FieldRule) || SettingObjects.Is(element)
            : Setting.IsMap(property.PropertyType) || (property.SetMethod is { IsPublic: true } && SettingText.CanConvert(property.PropertyType));

    private static bool IsRoom(PropertyInfo property) =>
        property.PropertyType is { IsClass: true } type && type.Name.EndsWith("Options", StringComparison.Ordinal);
}
