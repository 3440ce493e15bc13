namespace AsyncCrawler.Host.Api;

/// <summary>What a token lets its bearer do; each includes those before it.</summary>
internal enum TokenScope
{
    /// <summary>Look at everything.</summary>
    Read = 1,

    /// <summary>Create, pause, resume and cancel crawls.</summary>
    Control,

    /// <summary>Delete crawls.</summary>
    Admin,
}
