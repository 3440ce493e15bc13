namespace AsyncCrawler.MockSite.Graph;

/// <summary>Follows the links of a graph from its home page, breadth first.</summary>
internal static class LinkWalk
{
    /// <summary>Depth of an address that no walk reaches.</summary>
    public const int Unreached = -1;

    /// <summary>For each page the fewest links from page 0, or <see cref="Unreached"/>.</summary>
    public static int[] Depths(SiteGraph graph)
    {
        var depths = new int[graph.Pages];
        Array.Fill(depths, Unreached);
        depths[0] = 0;
        var open = new Queue<int>([0]);
        while (open.TryDequeue(out var page))
        {
            foreach (var target in graph.TargetsOf(page))
            {
                if (depths[target] == Unreached)
                {
                    depths[target] = depths[page] + 1;
                    open.Enqueue(target);
                }
            }
        }

        return depths;
    }
}
