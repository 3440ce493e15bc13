namespace AsyncCrawler.MockSite.Folder;

/// <summary>One file of several that answer the same address.</summary>
/// <param name="File">Path inside the served folder, with <c>/</c> between the names.</param>
/// <param name="Language">Language tag such as <c>pt-br</c>.</param>
internal sealed record LanguageVariant(string File, string Language);
