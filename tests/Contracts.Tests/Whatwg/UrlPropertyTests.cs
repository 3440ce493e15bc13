using AsyncCrawler.Contracts.Whatwg;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class UrlPropertyTests
{
    private static readonly WhatwgUrl[] _neighbours = [.. NastyText.Bases.Select(text => Urls.Parse(text))];
    private static readonly WhatwgUrl?[] _bases = [null, .. _neighbours];

    [Fact]
    public void Parse_OfItsOwnSerialisation_GivesTheSameUrl()
    {
        var texts = new NastyText(seed: 1);
        var parsed = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var text = texts.Next();
            if (WhatwgUrl.TryParse(text, _bases[i % _bases.Length], null, out var url))
            {
                parsed++;
                AssertSame(url, Urls.Parse(url.Href), text);
                AssertSame(url.WithoutFragment(), Urls.Parse(url.WithoutFragment().Href), text);
                AssertSame(url.WithoutCredentials(), Urls.Parse(url.WithoutCredentials().Href), text);
            }
        }

        Assert.InRange(parsed, 20_000, 60_000);
    }

    [Fact]
    public void ShortWay_WhereItAnswers_AnswersAsTheStandardsParser()
    {
        var texts = new NastyText(seed: 2);
        var ordinary = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = texts.Next();
            var baseUrl = _bases[i % _bases.Length];
            if (OrdinaryUrl.TryParse(text, baseUrl, out var quick))
            {
                ordinary++;
                Assert.True(UrlParser.TryParse(text, baseUrl, null, out var thorough), text);
                AssertSame(thorough, quick, text);
            }
        }

        Assert.InRange(ordinary, 5_000, 200_000);
    }

    [Fact]
    public void ReferenceBase_WhereItAnswers_AnswersAsTheStandardsParserWithoutTheFragment()
    {
        var texts = new NastyText(seed: 5);
        var ordinary = 0;
        for (var i = 0; i < 200_000; i++)
        {
            ordinary += ReferenceBaseTests.Check(texts.Next(), _neighbours[i % _neighbours.Length]) ? 1 : 0;
        }

        Assert.InRange(ordinary, 5_000, 200_000);
    }

    [Fact]
    public void ShortWay_OnLinksOfPlainCharacters_AnswersAsTheStandardsParser()
    {
        // Denser in what the short way takes than the nasty pieces are.
        var characters = Gen.Elements("ab1.-_/?#:@%2eE&=;xn[]|~05".ToCharArray());
        var links = Gen.Elements("", "http://", "https://", "http://a.test/", "https://a.test", "http://a.test:8", "http://1.2.3.", "http://1.2.3.4:8", "/", "//a.test", "../", "../../", "?", "#", "a/")
            .SelectMany(_ => Gen.ArrayOf(characters), (start, rest) => start + new string(rest));
        Prop.ForAll(Arb.From(links), Arb.From(Gen.Elements(_bases)), (text, baseUrl) =>
        {
            if (baseUrl is not null)
            {
                ReferenceBaseTests.Check(text, baseUrl);
            }

            var isOrdinary = OrdinaryUrl.TryParse(text, baseUrl, out var quick);
            return !isOrdinary || (UrlParser.TryParse(text, baseUrl, null, out var thorough) && AreSame(thorough, quick));
        }).Check(SeededConfig.Of(100_000));
    }

    [Fact]
    public void ShortWayBesideANeighbour_WhereItAnswers_AnswersAsTheStandardsParser()
    {
        var texts = new NastyText(seed: 3);
        var answered = 0;
        for (var i = 0; i < 100_000; i++)
        {
            // A text of the neighbour's own origin, with or without what follows being ordinary.
            var neighbour = _neighbours[i % _neighbours.Length];
            var text = neighbour.Href[..neighbour.Parts.PathStart] + (i % 3 == 0 ? "" : "/") + texts.Next();
            if (OrdinaryUrl.TryParseBeside(text, neighbour, out var quick))
            {
                answered++;
                Assert.True(UrlParser.TryParse(text, null, null, out var thorough), text);
                AssertSame(thorough, quick, text);
            }
        }

        Assert.InRange(answered, 1_000, 100_000);
    }

    [Fact]
    public void Parse_OfAnyText_NeverThrows()
    {
        var anyChars = Gen.Choose(0, char.MaxValue).Select(c => (char)c);
        var texts = Gen.ArrayOf(anyChars).Select(characters => new string(characters));
        Prop.ForAll(Arb.From(texts), Arb.From(Gen.Elements("", "http://", "http://a/?", "foo:", "\t")), (text, start) =>
        {
            foreach (var baseUrl in _bases)
            {
                if (WhatwgUrl.TryParse(start + text, baseUrl, null, out var url) && !System.Text.Ascii.IsValid(url.Href))
                {
                    return false;
                }
            }

            return true;
        }).Check(SeededConfig.Of(5_000));
    }

    private static void AssertSame(WhatwgUrl expected, WhatwgUrl actual, string text)
    {
        if (!AreSame(expected, actual))
        {
            Assert.Fail($"{text}: {expected} ({Urls.Describe(expected)}) but {actual} ({Urls.Describe(actual)})");
        }
    }

    private static bool AreSame(WhatwgUrl? left, WhatwgUrl? right) =>
        left is not null && left.Equals(right) && Urls.Describe(left) == Urls.Describe(right);
}
