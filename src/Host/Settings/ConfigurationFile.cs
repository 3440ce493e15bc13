using Microsoft.Extensions.Configuration;

namespace AsyncCrawler.Host.Settings;

/// <summary>The layer of <c>--config FILE</c>: JSON whose keys are the rooms and their options.</summary>
internal static class ConfigurationFile
{
    // A configuration of every option there is takes some 5 kB.
    private const long MaxBytes = 1024 * 1024;

    /// <summary>Reads the file that an option names.</summary>
    /// <param name="name">What the user called it; null when there is none.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public static IReadOnlyList<SettingEntry> Read(string? name, string folder, ICollection<string> faults)
    {
        try
        {
            return name is null ? [] : Read(Path.GetFullPath(name, folder), name);
        }
        catch (BadInputException error)
        {
            foreach (var fault in error.Faults)
            {
                faults.Add(fault);
            }

            return [];
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What the user called it, for faults.</param>
    /// <returns>Its entries, empty objects and arrays left out.</returns>
    /// <exception cref="BadInputException">It cannot be read, or is no such JSON.</exception>
    public static IReadOnlyList<SettingEntry> Read(string path, string name)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.CanSeek && stream.Length > MaxBytes)
            {
                throw new BadInputException($"--config {name}: the file has {stream.Length} bytes; at most {MaxBytes} are read.");
            }

            return Flatten(new ConfigurationBuilder().AddJsonStream(stream).Build(), name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"--config {name}: {error.Message} Name a readable JSON file.");
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            throw new BadInputException($"--config {name}: this is no JSON of rooms and options: {(error.InnerException ?? error).Message}");
        }
    }

    private static List<SettingEntry> Flatten(IConfigurationRoot root, string name) =>
    [
        .. root.AsEnumerable()
            .OrderBy(pair => pair.Key, ConfigurationKeyComparer.Instance)
            .Where(pair => pair.Value is not null)
            .Select(pair => new SettingEntry(pair.Key, pair.Value ?? "", $"--config {name}: {pair.Key}")),
    ];
}
