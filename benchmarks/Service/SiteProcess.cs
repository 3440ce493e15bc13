using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Benchmarks.Service;

/// <summary>The mock site as a process. Disposing kills it.</summary>
internal sealed class SiteProcess : IDisposable
{
    private readonly Process _process;
    private readonly int _port = FreePort();

    public SiteProcess(string program, int pages) =>
        _process = Process.Start(new ProcessStartInfo(program, ["--port", Text(_port), "--pages", Text(pages)]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} does not start.");

    /// <summary>Waits until it answers.</summary>
    public async Task<Uri> AddressAsync()
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return new Uri($"http://127.0.0.1:{_port}/");
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
