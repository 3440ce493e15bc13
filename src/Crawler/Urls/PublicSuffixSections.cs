namespace AsyncCrawler.Urls;

/// <summary>The two halves of the Public Suffix List.</summary>
[Flags]
internal enum PublicSuffixSections
{
    /// <summary>What registries delegate.</summary>
    Icann = 1,

    /// <summary>What owners of ordinary domains give to mutually distrusting users, <c>github.io</c> for example.</summary>
    Private = 2,

    /// <summary>Both.</summary>
    All = Icann | Private,
}
