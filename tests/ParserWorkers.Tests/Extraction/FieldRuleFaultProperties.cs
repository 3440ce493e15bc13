using System.Globalization;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class FieldRuleFaultProperties
{
    // Pieces of both languages, so that a row of them is often nearly an expression.
    private static readonly Gen<string> Soup = Gen.Elements(
            "a", "*", "/", "//", "@", "[", "]", "(", ")", "'", "\"", "x'", "=", "!=", "<", "|", "||", ",", ".", "..", "#", ":", "::", "$", "-", "+", " ", "1", "1.", ".5", "\\", "\0",
            "é", "\U0001F600", "\uD800", "and", "div", "mod", "text()", "node()", "count(", "id(", "concat(", "last()", "position()", "ancestor::", "namespace::", "self::", "xml:", "lang(", ":not(",
            ":has(", ":nth-child(", ":nth-of-type(2n+1", ":first-child", "::before", "~=", ">", "~", "i]", "{", "/*", "*/", "<!--", "@import", ":is(", ":lang(", ":contains(")
        .ListOf().Select(pieces => string.Concat(pieces));

    [Fact]
    public void Compile_OfAnyTokens_AnswersWithAPositionInsideOrNothing() =>
        Prop.ForAll(
            Arb.From(Soup),
            Arb.From(Gen.Elements(FieldLanguage.Css, FieldLanguage.XPath)),
            (expression, language) =>
            {
                var fault = FieldRuleFault.Of(new FieldRule { Name = "f", Language = language, Expression = expression });
                if (fault is not null)
                {
                    Assert.InRange(PositionIn(fault, expression), 1, expression.Length + 1);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static int PositionIn(string fault, string expression)
    {
        const string Before = " is faulty at character ";
        var rest = fault[(fault.IndexOf(expression + Before, StringComparison.Ordinal) + expression.Length + Before.Length)..];
        return int.Parse(rest[..rest.IndexOfAny(['.', ':'])], CultureInfo.InvariantCulture);
    }
}
