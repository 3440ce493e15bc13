namespace AsyncCrawler.MockSite;

/// <summary>What a mock site serves. The defaults serve the generated graph and the shipped stubs on a free port.</summary>
public sealed record MockSiteOptions
{
    /// <summary>The folder of the stubs that ship with the mock site, beside its binaries.</summary>
    public static string ShippedStubs { get; } = Path.Combine(AppContext.BaseDirectory, "mock-site-stubs");

    /// <summary>TCP port on the IPv4 loopback address, 0 to 65535. Default 0: the system chooses a free one.</summary>
    public int Port { get; init; }

    /// <summary>Pages of the generated graph, 0 or more. Default 1000; 0 serves no graph.</summary>
    public int Pages { get; init; } = 1000;

    /// <summary>The integer from which the whole graph is drawn. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The Content-Type of the graph's pages. Default HTML in UTF-8; with one that is no page's, a crawler fetches them and reads none.</summary>
    public string PageType { get; init; } = "text/html; charset=utf-8";

    /// <summary>A folder to serve as a site, asked before the graph. Default null: none.</summary>
    public string? Root { get; init; }

    /// <summary>
    /// A folder that holds <c>mappings/*.json</c> and <c>__files/</c> in WireMock's format, asked before everything else.
    /// Default <see cref="ShippedStubs"/>; null serves no stubs.
    /// </summary>
    public string? Mappings { get; init; } = ShippedStubs;

    /// <summary>Whether to count requests per target (<see cref="MockSiteServer.Requests"/>), which costs memory per distinct target. Default false.</summary>
    public bool RecordRequests { get; init; }

    /// <summary>The clock of delayed stubs. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
