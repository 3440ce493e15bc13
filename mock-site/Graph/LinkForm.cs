namespace AsyncCrawler.MockSite.Graph;

/// <summary>How a link is written in the page. Forms from <see cref="Mail"/> on lead to no page.</summary>
internal enum LinkForm
{
    /// <summary><c>/page/5.html</c></summary>
    RootRelative,

    /// <summary><c>5.html</c> or <c>../page/5.html</c></summary>
    Relative,

    /// <summary><c>http://127.0.0.1:8080/page/5.html</c></summary>
    Absolute,

    /// <summary><c>//127.0.0.1:8080/page/5.html</c></summary>
    SchemeRelative,

    /// <summary><c>HTTP://LOCALHOST:8080/page/5.html</c>: scheme and host have no case (RFC 3986 §6.2.2.1).</summary>
    UpperCase,

    /// <summary><c>/archive/./../page/5.html</c> (RFC 3986 §5.2.4)</summary>
    DotSegments,

    /// <summary><c>/page/5.html#part-2</c>: the fragment is not part of the address.</summary>
    Fragment,

    /// <summary><c>mailto:…</c></summary>
    Mail,

    /// <summary><c>javascript:…</c></summary>
    Script,

    /// <summary><c>#top</c>: a place in the page itself.</summary>
    Top,
}
