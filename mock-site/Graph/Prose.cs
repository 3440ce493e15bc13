using System.Text;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>The sentences of a site: drawn once from its seed and shared by all pages, which only choose among them.</summary>
internal sealed class Prose
{
    private const int SentenceCount = 512;

    private static readonly string[] Words =
        ("the of and a in is that for with as on by this from which or an at not are be its into one more than other when "
        + "about after almost along ancient archive autumn become before begin below between bridge bright broad calm carry "
        + "castle centre century chapter choose city clear cloud coast cold collect colour common copper corner country craft "
        + "cross dark deep describe detail distant door early eastern edge evening every field find first follow forest form "
        + "garden gather gentle glass great green harbour hill history hold hour house hundred iron island journey keep "
        + "kitchen known lake lantern large letter level light little local long machine market meadow measure memory mill "
        + "morning mountain move narrow near night north number often old open order paper pass path pattern people perhaps "
        + "place plain point quiet rain reach record red remain river road rock room round school season second several "
        + "shore short silver simple slow small snow soft south speak spring station still stone story stream street "
        + "summer surface table tall tell thing thread three tower town trade travel tree turn under valley village visit "
        + "voice walk wall water weather west white wide wind window winter wood work world write year yellow young").Split(' ');

    private readonly byte[][] _sentences;
    private readonly string[] _headings;

    /// <summary>Draws the sentences.</summary>
    public Prose(int seed)
    {
        var draws = SplitMix64.For(seed, DrawPurpose.Prose, 0);
        _sentences = [.. Enumerable.Range(0, SentenceCount).Select(_ => Encoding.ASCII.GetBytes(Phrase(draws, 8, 18) + ". "))];
        _headings = [.. Enumerable.Range(0, SentenceCount).Select(_ => Phrase(draws, 3, 6))];
    }

    /// <summary>A sentence with full stop and space, in ASCII without characters that HTML escapes.</summary>
    public ReadOnlySpan<byte> Sentence(SplitMix64 draws) => _sentences[draws.Below(SentenceCount)];

    /// <summary>A few words with a capital, in ASCII without characters that HTML escapes.</summary>
    public string Heading(SplitMix64 draws) => _headings[draws.Below(SentenceCount)];

    private static string Phrase(SplitMix64 draws, int fewest, int most)
    {
        var words = Enumerable.Range(0, draws.Between(fewest, most)).Select(_ => Words[draws.Below(Words.Length)]);
        var phrase = string.Join(' ', words);
        return char.ToUpperInvariant(phrase[0]) + phrase[1..];
    }
}
