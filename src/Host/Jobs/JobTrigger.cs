namespace AsyncCrawler.Host.Jobs;

/// <summary>What can happen to a job.</summary>
internal enum JobTrigger
{
    /// <summary>It is its turn.</summary>
    Start,

    /// <summary>Somebody wants it to pause.</summary>
    Pause,

    /// <summary>Somebody wants it to go on.</summary>
    Resume,

    /// <summary>Somebody wants it to end.</summary>
    Cancel,

    /// <summary>Its crawl came to its end.</summary>
    Completed,

    /// <summary>Its crawl was stopped from outside and can be resumed.</summary>
    Interrupted,

    /// <summary>Its crawl stopped because something broke that can be mended without touching the job.</summary>
    Halted,

    /// <summary>Its crawl stopped because of something that does not mend itself.</summary>
    Broke,

    /// <summary>What broke seems to be mended.</summary>
    Recovered,

    /// <summary>The service was started and found it in its store.</summary>
    Restarted,
}
