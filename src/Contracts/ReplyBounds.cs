namespace AsyncCrawler.Contracts;

/// <summary>How long the lists and the text of a reply may be: what the hello and the request allowed. What was not asked for has no length.</summary>
public readonly record struct ReplyBounds
{
    /// <summary>No bounds but those of the frame.</summary>
    public static ReplyBounds None { get; } = new()
    {
        MaxLinks = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxFieldValues = int.MaxValue,
        MaxProperties = int.MaxValue,
        MaxJsonLdBlocks = int.MaxValue,
        MaxJsonLdLength = int.MaxValue,
        MaxPageText = int.MaxValue,
    };

    /// <summary>Most links: <see cref="DocumentLimits.MaxLinks"/>.</summary>
    public int MaxLinks { get; init; }

    /// <summary>Most fields: as many as there were rules.</summary>
    public int MaxFields { get; init; }

    /// <summary>Most values of one field: <see cref="DocumentLimits.MaxFieldValues"/>.</summary>
    public int MaxFieldValues { get; init; }

    /// <summary>Most properties: <see cref="DocumentLimits.MaxProperties"/>.</summary>
    public int MaxProperties { get; init; }

    /// <summary>Most JSON-LD blocks: <see cref="DocumentLimits.MaxJsonLdBlocks"/>.</summary>
    public int MaxJsonLdBlocks { get; init; }

    /// <summary>Most characters of all JSON-LD blocks: <see cref="DocumentLimits.MaxJsonLdLength"/>.</summary>
    public int MaxJsonLdLength { get; init; }

    /// <summary>Most characters of the page's text: <see cref="DocumentLimits.MaxPageText"/>.</summary>
    public int MaxPageText { get; init; }

    /// <summary>The bounds of one reply.</summary>
    /// <param name="limits">What the hello allowed.</param>
    /// <param name="request">What was asked.</param>
    /// <returns>The bounds.</returns>
    public static ReplyBounds For(DocumentLimits limits, ParseRequest request)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(request);
        var hasStructuredData = request.WantsStructuredData;
        return new ReplyBounds
        {
            MaxLinks = limits.MaxLinks,
            MaxFields = request.Fields.Count,
            MaxFieldValues = limits.MaxFieldValues,
            MaxProperties = hasStructuredData ? limits.MaxProperties : 0,
            MaxJsonLdBlocks = hasStructuredData ? limits.MaxJsonLdBlocks : 0,
            MaxJsonLdLength = hasStructuredData ? limits.MaxJsonLdLength : 0,
            MaxPageText = request.TextForm == PageTextForm.None ? 0 : limits.MaxPageText,
        };
    }
}
