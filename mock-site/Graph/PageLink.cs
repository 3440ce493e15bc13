namespace AsyncCrawler.MockSite.Graph;

/// <summary>One <c>a</c> element. <paramref name="Target"/> is a page number and means nothing when <see cref="IsPage"/> is false.</summary>
internal readonly record struct PageLink(LinkForm Form, int Target)
{
    /// <summary>Whether the link leads to a page of the site.</summary>
    public bool IsPage => Form < LinkForm.Mail;

    /// <summary>The value of <c>href</c> before HTML escaping.</summary>
    /// <param name="from">Address of the page that holds the link.</param>
    /// <param name="origin">Scheme, host and port of the site, without a trailing slash.</param>
    public string Href(string from, string origin)
    {
        var to = IsPage ? PageAddress.Of(Target) : "";
        return Form switch
        {
            LinkForm.RootRelative => to,
            LinkForm.Relative => PageAddress.Relative(from, to),
            LinkForm.Absolute => origin + to,
            LinkForm.SchemeRelative => string.Concat(origin.AsSpan(origin.IndexOf(':', StringComparison.Ordinal) + 1), to),
            LinkForm.UpperCase => origin.ToUpperInvariant() + to,
            LinkForm.DotSegments => "/archive/./.." + to,
            LinkForm.Fragment => to + "#part-2",
            LinkForm.Mail => "mailto:editor@example.test",
            LinkForm.Script => "javascript:void(0)",
            _ => "#top",
        };
    }
}
