using Microsoft.Extensions.Options;

namespace AsyncCrawler.Politeness;

/// <summary>The attributes of <see cref="PolitenessOptions"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class PolitenessOptionsValidator : IValidateOptions<PolitenessOptions>;
