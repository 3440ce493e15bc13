using System.Net.Sockets;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class LocalShortageExceptionTests
{
    [Fact]
    public void Q05_Behind_AnExchangeWithoutDescriptors_IsFoundWhateverWrapsIt()
    {
        var error = new HttpRequestException("x", new IOException("y", new SocketException((int)SocketError.TooManyOpenSockets)));

        Assert.NotNull(LocalShortageException.Behind(error));
    }

    [Fact]
    public void Behind_AHostThatRefuses_IsNone() =>
        Assert.Null(LocalShortageException.Behind(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused))));
}
