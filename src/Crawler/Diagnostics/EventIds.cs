using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Diagnostics;

/// <summary>The ids of log events: a thousand for each room. They are part of the product's face; a number is never used again.</summary>
[SuppressMessage("Design", "CA1034", Justification = "One nested list a room keeps the numbers of all rooms in sight.")]
internal static class EventIds
{
    internal static class Results
    {
        public const int CallbackFaulted = 6001;
    }

    internal static class Pipeline
    {
        public const int StageItemFaulted = 8001;
        public const int Finished = 8002;
        public const int Draining = 8003;
    }
}
