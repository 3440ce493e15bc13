using System.Buffers;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The percent-encode sets of URL §1.3, each as the ASCII characters that it leaves alone.</summary>
internal static class PercentEncodeSets
{
    public static readonly SearchValues<char> C0ControlSafe = Except("");
    public static readonly SearchValues<char> FragmentSafe = Except(" \"<>`");
    public static readonly SearchValues<char> QuerySafe = Except(" \"#<>");
    public static readonly SearchValues<char> SpecialQuerySafe = Except(" \"#<>'");
    public static readonly SearchValues<char> PathSafe = Except(" \"#<>?^`{}");
    public static readonly SearchValues<char> UserinfoSafe = Except(" \"#<>?^`{}/:;=@[\\]|");

    private static SearchValues<char> Except(string encoded) =>
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => !encoded.Contains(c))]);
}
