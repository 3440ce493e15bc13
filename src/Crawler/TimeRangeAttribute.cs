using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler;

/// <summary>The least and the most that an option which is a time may be, both included.</summary>
/// <param name="least">As <see cref="TimeSpan"/> writes it: <c>00:00:00.500</c>, <c>1.00:00:00</c>.</param>
/// <param name="most">The same.</param>
[AttributeUsage(AttributeTargets.Property)]
[method: UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The converter that reads the bounds is that of TimeSpan, which the framework keeps.")]
public sealed class TimeRangeAttribute(string least, string most) : RangeAttribute(typeof(TimeSpan), least, most);
