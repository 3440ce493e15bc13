using Microsoft.Extensions.Options;

namespace AsyncCrawler.Parsing;

/// <summary>Holds the options to their ranges.</summary>
[OptionsValidator]
internal sealed partial class ParserPoolOptionsValidator : IValidateOptions<ParserPoolOptions>;
