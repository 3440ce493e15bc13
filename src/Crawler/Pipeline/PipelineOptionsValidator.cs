using Microsoft.Extensions.Options;

namespace AsyncCrawler.Pipeline;

/// <summary>The attributes of <see cref="PipelineOptions"/>, checked by generated code.</summary>
[OptionsValidator]
internal sealed partial class PipelineOptionsValidator : IValidateOptions<PipelineOptions>;
