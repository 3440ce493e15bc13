namespace AsyncCrawler.MockSite.Graph;

/// <summary>Keeps the draws for different things apart, so that page 7 and image 7 share nothing.</summary>
internal enum DrawPurpose
{
    /// <summary>The sentences of a site.</summary>
    Prose = 1,

    /// <summary>Links, images and text of one page.</summary>
    Page = 2,

    /// <summary>Size and colours of one image.</summary>
    Image = 3,
}
