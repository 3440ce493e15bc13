using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Diagnostics;

/// <summary>The ids of log events: a thousand for each room. They are part of the product's face; a number is never used again.</summary>
[SuppressMessage("Design", "CA1034", Justification = "One nested list a room keeps the numbers of all rooms in sight.")]
internal static class EventIds
{
    internal static class Frontier
    {
        public const int Refused = 3001;
        public const int SeedRefused = 3002;
    }

    internal static class Fetching
    {
        public const int CircuitOpened = 4001;
    }

    internal static class Parsing
    {
        public const int PoolStarted = 5001;
        public const int PoolUnavailable = 5002;
        public const int PoolStopped = 5003;
        public const int WorkerStarted = 5011;
        public const int WorkerStartFailed = 5012;
        public const int WorkerRetired = 5013;
        public const int WorkerDied = 5014;
        public const int WorkerLingers = 5015;
        public const int WorkerPrinted = 5016;
        public const int PageBlamed = 5021;
        public const int PageCondemned = 5022;
    }

    internal static class Results
    {
        public const int CallbackFaulted = 6001;
    }

    internal static class Pipeline
    {
        public const int StageItemFaulted = 8001;
        public const int Draining = 8003;
        public const int RobotsUnreachable = 8004;
    }

    internal static class Hosting
    {
        public const int RecordsLost = 9001;
        public const int ClockLags = 9002;
    }
}
