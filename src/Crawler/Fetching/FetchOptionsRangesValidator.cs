using Microsoft.Extensions.Options;

namespace AsyncCrawler.Fetching;

/// <summary>The attributes of <see cref="FetchOptions"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class FetchOptionsRangesValidator : IValidateOptions<FetchOptions>;
