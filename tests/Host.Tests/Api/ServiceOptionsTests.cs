using AsyncCrawler.Host.Api;

namespace AsyncCrawler.Host.Tests.Api;

public sealed class ServiceOptionsTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("localhost:0", true)]
    [InlineData("[::1]:8080", true)]
    [InlineData("::1", false)]
    [InlineData("8080", false)]
    [InlineData("127.0.0.1:99999", false)]
    [InlineData("example.com:80", false)]
    public void Listen_Of_IsUnderstoodOrNamed(string text, bool isGood) =>
        Assert.Equal(isGood, !new ServiceOptions { Listen = text }.FindFaults().Any());

    [Theory]
    [InlineData("0.0.0.0:8080")]
    [InlineData("[::]:8080")]
    [InlineData("192.0.2.1:8080")]
    public void S22_AddressThatOthersReach_DemandsTokens(string text)
    {
        var options = new ServiceOptions { Listen = text };
        Assert.Contains("Service:Tokens", Assert.Single(options.FindFaults()), StringComparison.Ordinal);

        options.Tokens.Add(ApiToken.Create(TokenScope.Admin).Kept);
        Assert.Empty(options.FindFaults());
    }

    [Theory]
    [InlineData("acr_secret")]
    [InlineData("root:0000")]
    [InlineData("3:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void O06_TokenThatIsNoHash_IsNamedByItsPlaceAndNotRepeated(string text)
    {
        var options = new ServiceOptions();
        options.Tokens.Add(text);

        var fault = Assert.Single(options.FindFaults());

        Assert.Contains("Service:Tokens:0", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(text, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_OfEachScope_IsKnownAgainByItsHashAlone()
    {
        foreach (var scope in Enum.GetValues<TokenScope>())
        {
            var (token, kept) = ApiToken.Create(scope);
            var tokens = new ApiTokens([ApiToken.Parse(kept) ?? throw new InvalidOperationException(kept)]);

            Assert.DoesNotContain(token, kept, StringComparison.Ordinal);
            Assert.Equal(scope, tokens.Find($"Bearer {token}")?.Scope);
            Assert.Null(tokens.Find($"Bearer {token}x"));
            Assert.Null(tokens.Find(token));
            Assert.Null(tokens.Find(null));
            Assert.Null(tokens.Find("Bearer " + new string('x', 10_000)));
        }
    }
}
