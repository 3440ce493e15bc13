using Microsoft.Extensions.Options;

namespace AsyncCrawler.Frontier;

/// <summary>The attributes of <see cref="FrontierOptions"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class FrontierOptionsValidator : IValidateOptions<FrontierOptions>;
