using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Host.Diagnostics;

/// <summary>The ids of the service's log events, after those of the engine: a thousand for each room. A number is never used again.</summary>
[SuppressMessage("Design", "CA1034", Justification = "One nested list a room keeps the numbers of all rooms in sight.")]
internal static class EventIds
{
    internal static class Jobs
    {
        public const int Moved = 10001;
        public const int Stopped = 10002;
        public const int Unsaved = 10003;
        public const int OrphanRemoved = 10004;
        public const int NotMended = 10005;
        public const int WebhookUndelivered = 10006;
        public const int WebhookDropped = 10007;
        public const int WebhookUnkept = 10008;
        public const int UnknownCrawl = 10009;
    }

    internal static class Api
    {
        public const int RequestFaulted = 11003;
        public const int RequestRefused = 11004;
        public const int ParsersUnavailable = 11005;
    }

    internal static class Records
    {
        public const int Damaged = 12001;
    }
}
