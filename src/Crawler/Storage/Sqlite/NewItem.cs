using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>An item that is to be written for the first time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Item">The item.</param>
/// <param name="Fingerprint">The fingerprint of its URL.</param>
/// <param name="ViaId">The number of the item it was found on; null when that is not known.</param>
internal sealed record NewItem(long Id, FrontierItem Item, UrlFingerprint Fingerprint, long? ViaId);
