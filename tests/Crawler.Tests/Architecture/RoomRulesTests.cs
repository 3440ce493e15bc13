using System.Text.RegularExpressions;

namespace AsyncCrawler.Tests.Architecture;

/// <summary>The rules of docs/architecture.md, held by a scan of the sources: namespaces are folders, so a using directive is an import.</summary>
public sealed class RoomRulesTests
{
    private static readonly IReadOnlyList<SourceFile> Product = SourceFile.Under("src");

    /// <summary>A room imports the rooms that feed it, never the rooms it feeds. <c>Diagnostics</c> may be imported by all.</summary>
    private static readonly Dictionary<string, string[]> MayImport = new()
    {
        ["Contracts"] = ["Contracts.Whatwg"],
        ["ParserWorkers"] = ["Contracts", "Contracts.Whatwg"],
        ["Diagnostics"] = [],
        ["Urls"] = ["Contracts.Whatwg"],
        ["Seeds"] = ["Urls"],
        ["Scope"] = ["Urls"],
        ["Politeness"] = ["Urls"],
        ["Frontier"] = ["Urls", "Seeds", "Scope", "Politeness"],
        ["Storage"] = ["Urls", "Frontier"],
        ["Fetching"] = ["Urls", "Politeness", "Frontier"],
        ["Parsing"] = ["Urls", "Frontier", "Fetching", "Contracts"],
        ["Results"] = ["Urls", "Politeness", "Frontier", "Fetching", "Parsing", "Contracts"],
        ["Sinks"] = ["Urls", "Frontier", "Fetching", "Parsing", "Results", "Contracts"],
        ["Pipeline"] = ["Seeds", "Politeness", "Frontier", "Fetching", "Parsing", "Results"],
    };

    /// <summary>The same for the rooms of the host, among themselves; <c>Host.Api</c> and <c>Host.Cli</c> wire the two front doors.</summary>
    private static readonly Dictionary<string, string[]> HostMayImport = new()
    {
        ["Host.Diagnostics"] = [],
        ["Host.Settings"] = ["Host.Diagnostics"],
        ["Host.Progress"] = [],
        ["Host.Records"] = ["Host.Diagnostics"],
        ["Host.Bench"] = [],
        ["Host.Dashboard"] = [],
        ["Host.Jobs"] = ["Host.Diagnostics", "Host.Settings", "Host.Progress"],
        ["Host.Storage"] = ["Host.Jobs"],
        ["Host.Operation"] = ["Host.Diagnostics", "Host.Jobs"],
        ["Host.Api"] = ["Host.Dashboard", "Host.Diagnostics", "Host.Jobs", "Host.Operation", "Host.Records", "Host.Settings", "Host.Storage"],
        ["Host.Cli"] = ["Host.Api", "Host.Bench", "Host.Diagnostics", "Host.Operation", "Host.Progress", "Host.Settings"],
    };

    private static readonly (string Substance, string Pattern, string[] OnlyIn)[] Substances =
    [
        ("HTTP", @"\bSystem\.Net\.Http\b|\bHttpClient\b|\bHttpMessageHandler\b", ["Fetching", "Hosting"]),
        ("Polly", @"\bPolly\b", ["Fetching", "Parsing"]),
        ("processes", @"\bProcessStartInfo\b|\bProcess\.Start\b", ["Parsing", "Host.Bench"]),
        ("database drivers", @"\bMicrosoft\.Data\.Sqlite\b|\bSQLitePCL\b|\bNpgsql\b", ["Storage", "Host.Storage"]),
        ("AngleSharp", @"\bAngleSharp\b", ["ParserWorkers"]),
        ("the console", @"\bConsole\.|\bSpectre\b|\bSystem\.CommandLine\b", ["Host.Cli", "Host", "ParserWorkers"]),
        ("service registration", @"\bIServiceCollection\b", ["Hosting", "Host", "Host.Cli", "Host.Api"]),
        ("channels", @"\bSystem\.Threading\.Channels\b", ["Pipeline", "Parsing", "ParserWorkers"]),
        ("the wall clock", @"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bStopwatch\b", []),
    ];

    [Fact]
    public void Rooms_OfTheEngine_ImportOnlyTheRoomsThatFeedThem()
    {
        var breaches =
            from file in Product
            where MayImport.ContainsKey(file.Room)
            from import in file.Imports
            where import.StartsWith("AsyncCrawler.", StringComparison.Ordinal)
            let room = RoomOf(import)
            where room != file.Room && room != "Diagnostics" && !MayImport[file.Room].Contains(room)
            select $"{file.RelativePath} imports {import}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Rooms_OfTheHost_ImportOnlyTheRoomsThatFeedThem()
    {
        var breaches =
            from file in Product
            where file.Room.StartsWith("Host.", StringComparison.Ordinal)
            from import in file.Imports
            where import.StartsWith("AsyncCrawler.Host.", StringComparison.Ordinal)
            let room = $"Host.{import.Split('.')[2]}"
            where room != file.Room && !HostMayImport[file.Room].Contains(room)
            select $"{file.RelativePath} imports {import}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void ForeignSubstances_InTheProduct_StayInTheirRooms()
    {
        var breaches =
            from file in Product
            from substance in Substances
            where !substance.OnlyIn.Contains(file.Room) && Regex.IsMatch(file.Code, substance.Pattern)
            select $"{file.RelativePath} touches {substance.Substance}, which belongs to {string.Join(", ", substance.OnlyIn)}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Files_OfTheProduct_AreShort()
    {
        var lengths = Product.Select(file => file.Lines).Order().ToList();

        Assert.Empty(Product.Where(file => file.Lines > 400).Select(file => $"{file.RelativePath} has {file.Lines} lines: split it."));
        Assert.InRange(lengths[lengths.Count / 2], 1, 60);
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, 200);
    }

    [Fact]
    public void Files_OfTheProduct_HoldOneTypeNamedLikeThem()
    {
        var breaches =
            from file in Product
            let types = Regex.Matches(file.Code, @"^(?:public|internal)\s+(?:\w+\s+)*?(?:class|interface|enum|struct|record)\s+(?:struct\s+|class\s+)?(?<name>\w+)", RegexOptions.Multiline)
            where types.Count != 1 || types[0].Groups["name"].Value != Path.GetFileNameWithoutExtension(file.RelativePath).Split('.')[0]
            select $"{file.RelativePath} holds {types.Count} types";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Namespaces_OfTheProduct_AreFolders()
    {
        var breaches =
            from file in Product
            let found = Regex.Match(file.Text, @"^namespace (?<name>[\w.]+);", RegexOptions.Multiline).Groups["name"].Value
            where found != NamespaceOf(file.RelativePath)
            select $"{file.RelativePath} is in namespace '{found}', not '{NamespaceOf(file.RelativePath)}'";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Folders_OfTheProduct_NameWhatTheyHold()
    {
        string[] empty = ["Utils", "Common", "Helpers", "Models", "Core", "Interfaces", "Enums"];

        Assert.Empty(Product.Where(file => file.RelativePath.Split('/').Intersect(empty).Any()).Select(file => file.RelativePath));
    }

    private static string RoomOf(string import)
    {
        var parts = import.Split('.');
        return parts[1] == "Contracts" && parts.Length > 2 ? $"Contracts.{parts[2]}" : parts[1];
    }

    private static string NamespaceOf(string path)
    {
        var folders = path.Split('/')[1..^1];
        return string.Join('.', folders is ["Crawler", .. var inner] ? ["AsyncCrawler", .. inner] : (string[])["AsyncCrawler", .. folders]);
    }
}
