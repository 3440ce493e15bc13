using AsyncCrawler.MockSite.Stubs;

namespace AsyncCrawler.MockSite.Tests.Stubs;

public sealed class StubFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With("__files/a.txt", "a").With("outside.txt", "secret");

    [Theory]
    [InlineData("""{"request":{"url":"/"},"response":{"status":"abc"}}""", "$.response.status is \"abc\"")]
    [InlineData("""{"request":{"url":"/"},"response":{"status":99}}""", "$.response.status is 99")]
    [InlineData("""{"request":{"url":"/"},"response":{"fault":"LIGHTNING"}}""", "$.response.fault is \"LIGHTNING\"")]
    [InlineData("""{"request":{"url":"/"},"response":{"transformers":["x"]}}""", "$.response.transformers is [\"x\"]")]
    [InlineData("""{"request":{"url":"/"},"response":{"body":"a","jsonBody":1}}""", "$.response is")]
    [InlineData("""{"request":{"url":"/"},"response":{"body":5}}""", "$.response.body is 5")]
    [InlineData("""{"request":{"url":"/"},"response":{"base64Body":"%"}}""", "$.response.base64Body is \"%\"")]
    [InlineData("""{"request":{"url":"/"},"response":{"bodyFileName":"b.txt"}}""", "$.response.bodyFileName is \"b.txt\"")]
    [InlineData("""{"request":{"url":"/"},"response":{"bodyFileName":"../outside.txt"}}""", "$.response.bodyFileName is \"../outside.txt\"")]
    [InlineData("""{"request":{"url":"/"},"response":{"headers":{"A":"b\r\nc: d"}}}""", "$.response.headers.A is")]
    [InlineData("""{"request":{"url":"/"},"response":{"headers":{"A":["b",5]}}}""", "$.response.headers.A[1] is 5")]
    [InlineData("""{"request":{"url":"/"},"response":{"headers":{"A b":"c"}}}""", "A b")]
    [InlineData("""{"request":{"url":"/"},"response":{"headers":{"Content-Length":"1"},"body":"two"}}""", "Content-Length")]
    [InlineData("""{"request":{"url":"/"},"response":{"headers":{"Transfer-Encoding":"gzip"}}}""", "Transfer-Encoding")]
    [InlineData("""{"request":{"url":"/"},"response":{"fixedDelayMilliseconds":-1}}""", "$.response.fixedDelayMilliseconds is -1")]
    [InlineData("""{"request":{"url":"/"},"response":{"chunkedDribbleDelay":{"numberOfChunks":0,"totalDuration":1}}}""", "$.response.chunkedDribbleDelay.numberOfChunks is 0")]
    [InlineData("""{"request":{"url":"/"},"response":{"chunkedDribbleDelay":{"numberOfChunks":1}}}""", "$.response.chunkedDribbleDelay is")]
    [InlineData("""{"request":{"url":"/","urlPath":"/"},"response":{}}""", "$.request is")]
    [InlineData("""{"request":{"urlPattern":"("},"response":{}}""", "$.request.urlPattern is \"(\"")]
    [InlineData("""{"request":{"bodyPatterns":[]},"response":{}}""", "$.request.bodyPatterns is []")]
    [InlineData("""{"request":{"headers":{"A":"b"}},"response":{}}""", "$.request.headers.A is \"b\"")]
    [InlineData("""{"request":{"headers":{"A":{}}},"response":{}}""", "$.request.headers.A is {}")]
    [InlineData("""{"request":{"headers":{"A":{"equalTo":"a","contains":"b"}}},"response":{}}""", "$.request.headers.A is")]
    [InlineData("""{"request":{"headers":{"A":{"contains":"b","caseInsensitive":true}}},"response":{}}""", "$.request.headers.A is")]
    [InlineData("""{"request":{"queryParameters":{"q":{"matches":"["}}},"response":{}}""", "$.request.queryParameters.q.matches is \"[\"")]
    [InlineData("""{"request":{"queryParameters":{"q":{"absent":false}}},"response":{}}""", "$.request.queryParameters.q.absent is false")]
    [InlineData("""{"request":{"url":"/"}}""", "$ is")]
    [InlineData("""{"mappings":[{"request":{},"response":{}},{"request":{},"response":{},"priority":0}]}""", "$.mappings[1].priority is 0")]
    [InlineData("""{"request":{},"response":{},"newScenarioState":"x"}""", "$.newScenarioState is \"x\"")]
    [InlineData("""{"request":{},"response":{},"scenario":"x"}""", "$.scenario is \"x\"")]
    [InlineData("""{"mappings":5}""", "$.mappings is 5")]
    [InlineData("[1]", "$ is [1]")]
    [InlineData("{", "not JSON")]
    public void Load_OfABadMapping_NamesFilePathAndValue(string mapping, string mentioned)
    {
        _folder.With("mappings/sub/bad.json", mapping);

        var error = Assert.Throws<InvalidDataException>(() => StubFolder.Load(_folder.Path));

        Assert.StartsWith(Path.Combine(_folder.Path, "mappings", "sub", "bad.json") + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(mentioned, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFolderWithoutMappings_SaysWhatToName()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => StubFolder.Load(_folder.Path));

        Assert.Contains("mappings", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfSeveralFiles_ReadsThemInOrderOfTheirPaths()
    {
        _folder.With("mappings/b.json", """{"name":"b","request":{},"response":{}}""")
            .With("mappings/a.json", """{"mappings":[{"name":"a1","request":{},"response":{}},{"name":"a2","request":{},"response":{}}]}""")
            .With("mappings/readme.txt", "not a mapping");

        Assert.Equal(["a1", "a2", "b"], StubFolder.Load(_folder.Path).Select(stub => stub.Name));
    }

    [Fact]
    public void Order_OfStubs_IsByPriorityThenTheLastLoadedFirst()
    {
        _folder.With("mappings/a.json", """
            {"mappings":[
              {"name":"plain 1","request":{},"response":{}},
              {"name":"late","request":{},"response":{},"priority":9},
              {"name":"plain 2","request":{},"response":{},"priority":5},
              {"name":"early","request":{},"response":{},"priority":1}
            ]}
            """);

        Assert.Equal(["early", "plain 2", "plain 1", "late"], StubOrder.Of(StubFolder.Load(_folder.Path)).Select(stub => stub.Name));
    }

    [Fact]
    public void Load_OfTheShippedStubs_GivesEachAName()
    {
        var stubs = StubFolder.Load(MockSiteOptions.ShippedStubs);

        Assert.True(stubs.Count > 30);
        Assert.DoesNotContain(null, stubs.Select(stub => stub.Name));
        Assert.Equal(stubs.Count, stubs.Select(stub => stub.Name).Distinct().Count());
    }

    public void Dispose() => _folder.Dispose();
}
