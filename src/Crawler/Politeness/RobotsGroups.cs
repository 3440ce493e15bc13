using System.Text;

namespace AsyncCrawler.Politeness;

/// <summary>
/// Collects what concerns one crawler while a robots.txt is read line by line: the lines of all groups that name it, and
/// those of all groups for everybody, which count only when no group names it (RFC 9309 §2.2.1).
/// </summary>
/// <param name="token">The crawler's product token in ASCII.</param>
internal sealed class RobotsGroups(byte[] token)
{
    // A file of 500 KiB has room for 43,000 of the shortest rules; the largest in the corpora has some thousands.
    private const int MaxRules = 20_000;
    private const int MaxSitemaps = 500;

    private readonly List<RobotsRule> _ours = [];
    private readonly List<RobotsRule> _everybodys = [];
    private readonly List<string> _sitemaps = [];
    private TimeSpan? _ourDelay;
    private TimeSpan? _everybodysDelay;
    private bool _namesUs;
    private bool _namesEverybody;
    private bool _hasRule;
    private bool _isEverNamed;
    private bool _isFull;

    /// <summary>Adds a line.</summary>
    public void Add(RobotsField field, ReadOnlySpan<byte> value, int lineNumber, ReadOnlySpan<byte> line)
    {
        switch (field)
        {
            case RobotsField.UserAgent:
                AddAgent(value);
                break;
            case RobotsField.Allow or RobotsField.Disallow:
                AddRule(field == RobotsField.Allow, value, lineNumber, line);
                break;
            case RobotsField.CrawlDelay:
                AddDelay(value);
                break;
            case RobotsField.Sitemap when _sitemaps.Count < MaxSitemaps && !value.IsEmpty:
                _sitemaps.Add(Encoding.UTF8.GetString(value));
                break;
            default:
                // RFC 9309 §2.2.4: other records must not interfere, so they end no group either.
                break;
        }
    }

    /// <summary>Ends the collection.</summary>
    /// <param name="isTruncated">True when there was more to read.</param>
    public RobotsRules ToRules(bool isTruncated) =>
        _isEverNamed ? new RobotsRules(_ours, _ourDelay, _sitemaps, isTruncated || _isFull) : new RobotsRules(_everybodys, _everybodysDelay, _sitemaps, isTruncated || _isFull);

    private void AddAgent(ReadOnlySpan<byte> value)
    {
        if (_hasRule)
        {
            // Agents in a row share a group; the first after a rule begins a new one.
            (_namesUs, _namesEverybody, _hasRule) = (false, false, false);
        }

        var named = ProductToken.In(value);
        if (value is [(byte)'*'] or [(byte)'*', (byte)' ' or (byte)'\t', ..])
        {
            _namesEverybody = true;
        }
        else if (!named.IsEmpty && Ascii.EqualsIgnoreCase(named, token))
        {
            (_namesUs, _isEverNamed) = (true, true);
        }
    }

    private void AddRule(bool isAllow, ReadOnlySpan<byte> value, int lineNumber, ReadOnlySpan<byte> line)
    {
        _hasRule = true;
        if (value.IsEmpty || !(_namesUs || _namesEverybody))
        {
            return; // an empty pattern matches nothing
        }

        if (_ours.Count + _everybodys.Count >= MaxRules)
        {
            _isFull = true;
            return;
        }

        var rule = new RobotsRule(isAllow, new RobotsPattern(RobotsPathText.Of(value)), lineNumber, Encoding.UTF8.GetString(line).Trim());
        if (_namesUs)
        {
            _ours.Add(rule);
        }

        if (_namesEverybody)
        {
            _everybodys.Add(rule);
        }
    }

    // Several delays for one crawler: the longest is the safe one.
    private void AddDelay(ReadOnlySpan<byte> value)
    {
        if (!CrawlDelay.TryParse(value, out var delay))
        {
            return;
        }

        _ourDelay = _namesUs && !(_ourDelay > delay) ? delay : _ourDelay;
        _everybodysDelay = _namesEverybody && !(_everybodysDelay > delay) ? delay : _everybodysDelay;
    }
}
