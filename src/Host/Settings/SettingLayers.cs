using System.Collections;

namespace AsyncCrawler.Host.Settings;

/// <summary>
/// What was said in all layers, the weakest first, and how it becomes options. A list is taken as a whole from the
/// strongest layer that names it, so that two layers never mix their elements.
/// </summary>
/// <param name="layers">The layers.</param>
/// <param name="catalogue">The options that there are; null for those of the engine.</param>
internal sealed class SettingLayers(IReadOnlyList<IReadOnlyList<SettingEntry>> layers, SettingCatalogue? catalogue = null)
{
    private readonly SettingCatalogue _catalogue = catalogue ?? new SettingCatalogue();

    /// <summary>Of layers only what a crawl directory does not keep.</summary>
    public static SettingLayers OfSecrets(IReadOnlyList<IReadOnlyList<SettingEntry>> layers)
    {
        var catalogue = new SettingCatalogue();
        return new SettingLayers([.. layers.Select(layer => layer.Where(entry => catalogue.Find(entry.Name) is { HoldsSecrets: true }).ToList())]);
    }

    /// <summary>Everything that is wrong, in all layers, each in one line.</summary>
    public IReadOnlyList<string> FindFaults() => Apply(_catalogue.CreateRoot());

    /// <summary>Sets what was said.</summary>
    /// <param name="options">The options; what is wrong is left out, so ask <see cref="FindFaults"/> first.</param>
    public void ApplyTo(object options) => Apply(options);

    private List<string> Apply(object options)
    {
        var faults = new List<string>();
        foreach (var layer in layers)
        {
            var bySetting = new Dictionary<Setting, List<SettingEntry>>();
            foreach (var entry in layer)
            {
                if (_catalogue.Find(entry.Name) is not { } setting)
                {
                    faults.Add($"{entry.Origin}: there is no option {entry.Name}.{NearestName.Hint(entry.Name, _catalogue.Names)}");
                }
                else if (entry.IsPublic && setting.IsSecretAt(entry.Name))
                {
                    faults.Add($"{entry.Origin}: everybody on this machine can read a command line: give the secret in the environment or by --config.");
                }
                else if (!bySetting.TryAdd(setting, [entry]))
                {
                    bySetting[setting].Add(entry);
                }
            }

            faults.AddRange(bySetting.SelectMany(pair => Set(options, pair.Key, pair.Value)));
        }

        return faults;
    }

    private static IReadOnlyList<string> Set(object options, Setting setting, IReadOnlyList<SettingEntry> entries) =>
        setting.Property.GetValue(setting.HolderIn(options)) switch
        {
            IDictionary<string, string> map => SettingMap.Fill(map, setting, entries),
            IList list => SettingList.Fill(list, setting, entries),
            _ => SetValue(options, setting, entries[^1]),
        };

    private static string[] SetValue(object options, Setting setting, SettingEntry entry)
    {
        if (!SettingText.TryConvert(entry.Text, setting.Property.PropertyType, out var value))
        {
            return [SettingFault.Of(entry, SettingLimits.Describe(setting))];
        }

        if (SettingLimits.FaultOf(setting.Property, value, entry) is { } fault)
        {
            return [fault];
        }

        setting.Property.SetValue(setting.HolderIn(options), value);
        return [];
    }
}
