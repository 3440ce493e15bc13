using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>The Authorization field of each origin that has one. Shows itself to nobody else. Immutable.</summary>
internal sealed class OriginCredentials
{
    private readonly Dictionary<HostKey, string> _fields = [];

    /// <summary>Takes the credentials of options that were validated.</summary>
    public OriginCredentials(IEnumerable<OriginCredentialOptions> credentials)
    {
        foreach (var credential in credentials)
        {
            if (OriginText.TryParse(credential.Origin, out var origin))
            {
                _fields[origin] = credential.User is { } user ? BasicScheme.FieldOf(user, credential.Password) : $"Bearer {credential.Token}";
            }
        }
    }

    /// <summary>The field for an origin.</summary>
    public bool TryGet(HostKey origin, [NotNullWhen(true)] out string? field) => _fields.TryGetValue(origin, out field);
}
