namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Reads the <c>request</c> of a mapping.</summary>
internal static class RequestReader
{
    private const string CaseInsensitive = "caseInsensitive";

    private static readonly (string Name, UrlPatternKind Kind)[] UrlKinds =
    [
        ("url", UrlPatternKind.Url),
        ("urlPath", UrlPatternKind.UrlPath),
        ("urlPattern", UrlPatternKind.UrlPattern),
        ("urlPathPattern", UrlPatternKind.UrlPathPattern),
    ];

    private static readonly (string Name, ValuePatternKind Kind)[] ValueKinds =
    [
        ("equalTo", ValuePatternKind.EqualTo),
        ("contains", ValuePatternKind.Contains),
        ("matches", ValuePatternKind.Matches),
        ("doesNotMatch", ValuePatternKind.DoesNotMatch),
        ("absent", ValuePatternKind.Absent),
    ];

    /// <summary>Reads the conditions.</summary>
    public static StubRequest Read(MappingNode request)
    {
        request.AllowOnly("method", "url", "urlPath", "urlPattern", "urlPathPattern", "queryParameters", "headers");
        var method = request.Find("method")?.AsText();
        return new StubRequest
        {
            Method = method == "ANY" ? null : method,
            Url = ReadUrl(request),
            QueryParameters = ReadPatterns(request.Find("queryParameters")),
            Headers = ReadPatterns(request.Find("headers")),
        };
    }

    private static UrlPattern? ReadUrl(MappingNode request)
    {
        var given = UrlKinds.Where(kind => request.Find(kind.Name) is not null).ToList();
        if (given.Count > 1)
        {
            throw request.Error($"an object with only one of {string.Join(", ", UrlKinds.Select(kind => kind.Name))}");
        }

        return given is [var (name, kind)] && request.Find(name) is { } node
            ? Compile(node, () => new UrlPattern(kind, node.AsText()))
            : null;
    }

    private static List<(string, ValuePattern)> ReadPatterns(MappingNode? patterns) =>
        patterns is null ? [] : [.. patterns.Members().Select(member => (member.Name, ReadPattern(member.Node)))];

    private static ValuePattern ReadPattern(MappingNode pattern)
    {
        pattern.AllowOnly([.. ValueKinds.Select(kind => kind.Name), CaseInsensitive]);
        var given = ValueKinds.Where(kind => pattern.Find(kind.Name) is not null).ToList();
        if (given is not [var (name, kind)] || pattern.Find(name) is not { } operand)
        {
            throw pattern.Error($"an object with one of {string.Join(", ", ValueKinds.Select(candidate => candidate.Name))}");
        }

        var ignoresCase = pattern.Find(CaseInsensitive) is { } flag && flag.AsBoolean();
        if (ignoresCase && kind != ValuePatternKind.EqualTo)
        {
            throw pattern.Error($"without {CaseInsensitive}, which goes with equalTo only");
        }

        if (kind != ValuePatternKind.Absent)
        {
            return Compile(operand, () => new ValuePattern(kind, operand.AsText(), ignoresCase));
        }

        // WireMock reads "absent": false like true, which nobody can mean.
        return operand.AsBoolean() ? new ValuePattern(kind, "", ignoresCase: false) : throw operand.Error("true");
    }

    private static T Compile<T>(MappingNode node, Func<T> compile)
    {
        try
        {
            return compile();
        }
        catch (ArgumentException error)
        {
            throw node.Error($"a regular expression ({error.Message})");
        }
    }
}
