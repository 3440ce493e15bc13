using Microsoft.Extensions.Options;

namespace AsyncCrawler.Frontier;

/// <summary>The attributes of <see cref="SiteOptions"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class SiteOptionsValidator : IValidateOptions<SiteOptions>;
