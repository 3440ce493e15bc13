using System.Text.Json;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>A value inside a mapping file that knows where it stands, so that errors can say it.</summary>
internal sealed record MappingNode(string File, string Path, JsonElement Value)
{
    /// <summary>An error that names file, JSON path and value.</summary>
    public InvalidDataException Error(string expected)
    {
        const int longest = 80;
        var text = Value.GetRawText();
        return new InvalidDataException(
            $"{File}: {Path} is {(text.Length > longest ? text[..longest] + "…" : text)}, but must be {expected}.");
    }

    /// <summary>Refuses members that are not known: a condition that is silently ignored would answer the wrong requests.</summary>
    public void AllowOnly(params ReadOnlySpan<string> known)
    {
        foreach (var member in Members())
        {
            if (!known.Contains(member.Name))
            {
                throw member.Node.Error($"left out: the mock site knows here only {string.Join(", ", known)}");
            }
        }
    }

    /// <summary>The members of an object.</summary>
    public IEnumerable<(string Name, MappingNode Node)> Members() =>
        Value.ValueKind == JsonValueKind.Object
            ? Value.EnumerateObject().Select(member => (member.Name, this with { Path = $"{Path}.{member.Name}", Value = member.Value }))
            : throw Error("an object");

    /// <summary>The items of an array.</summary>
    public IEnumerable<MappingNode> Items() =>
        Value.ValueKind == JsonValueKind.Array
            ? Value.EnumerateArray().Select((item, index) => this with { Path = $"{Path}[{index}]", Value = item })
            : throw Error("an array");

    /// <summary>A member; null when it is absent or JSON null.</summary>
    public MappingNode? Find(string name) =>
        Members().LastOrDefault(member => member.Name == name).Node is { Value.ValueKind: not JsonValueKind.Null } node ? node : null;

    /// <summary>This value as text.</summary>
    public string AsText() => Value.ValueKind == JsonValueKind.String && Value.GetString() is { } text ? text : throw Error("a string");

    /// <summary>This value as a truth value.</summary>
    public bool AsBoolean() =>
        Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? Value.GetBoolean() : throw Error("true or false");

    /// <summary>This value as an integer within bounds, both included.</summary>
    public int AsInteger(int least, int most) =>
        Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Error($"an integer from {least} to {most}");
}
