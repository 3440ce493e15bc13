using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>
/// The beginning of every talk: hello from both sides, and a first small page. A child that cannot do that is not used; one
/// that can has its code loaded and compiled before the first real page comes.
/// </summary>
internal sealed class WorkerGreeting(
    ParserProcess process, FrameReader reader, FrameWriter writer, ParserPoolOptions options, TimeProvider time)
{
    // For the end of a process of which we know already that it is dying.
    private static readonly TimeSpan DyingTime = TimeSpan.FromSeconds(1);

    /// <summary>Greets.</summary>
    /// <returns>The walls that the child built around itself.</returns>
    /// <exception cref="ParserUnavailableException">A wall is absent, and the sandbox is required.</exception>
    /// <exception cref="ParserUnavailableException">The child speaks another protocol; so will the next.</exception>
    /// <exception cref="WorkerStartException">The child died, talked nonsense or took too long.</exception>
    public async Task<IReadOnlyList<SandboxLayer>> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.StartTimeout, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, process.PipesEnd);
        try
        {
            var walls = WorkerWalls.Of(await HearHelloAsync(over.Token));
            if (options.RequireSandbox)
            {
                Sandbox.ThrowIfIncomplete(walls);
            }

            await SayHelloAsync(over.Token);
            await HearFirstPageAsync(over.Token);
            return walls;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            process.Kill(null);
            throw new WorkerStartException($"The worker gave no answer within {options.StartTimeout.TotalSeconds:0.###} s of its start.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WorkerStartException((await process.EndAsync(DyingTime, null)).Detail);
        }
        catch (Exception error) when (error is IOException or ProtocolViolationException)
        {
            // What closes its pipes is about to say why; what talks nonsense need not go on.
            var patience = error is IOException ? DyingTime : TimeSpan.Zero;
            var lingering = new WorkerDeath(WorkerDeathReason.ProtocolViolation, $"The worker did not say hello properly: {error.Message}");
            throw new WorkerStartException((await process.EndAsync(patience, lingering)).Detail, error);
        }
    }

    private async Task<WorkerHello> HearHelloAsync(CancellationToken over)
    {
        var hello = WorkerHello.Read((await NextFrameAsync(over, FrameKind.WorkerHello)).Payload);
        return hello.ProtocolVersion == ParserProtocol.Version
            ? hello
            : throw new ParserUnavailableException(
                $"Parser worker speaks protocol {hello.ProtocolVersion}, crawler speaks {ParserProtocol.Version}: rebuild both (parser-worker folder is stale).");
    }

    private async Task SayHelloAsync(CancellationToken over)
    {
        new CrawlerHello { ProtocolVersion = ParserProtocol.Version, Limits = options.Limits }.WriteTo(writer);
        FirstPage.Request.WriteTo(writer);
        await process.Input.WriteAsync(writer.Written, over);
        writer.Clear();
    }

    private async Task HearFirstPageAsync(CancellationToken over)
    {
        var reply = ParseReply.Read(await NextFrameAsync(over, FrameKind.Parsed, FrameKind.Refused));
        if (reply is ParseReply.Refused refused)
        {
            throw new ProtocolViolationException($"It refuses the first page: {Diagnostics.PrintableText.Of(refused.Detail, 300)}");
        }

        if (reply.DocumentId != FirstPage.Request.DocumentId)
        {
            throw new ProtocolViolationException("The first answer is for another document.");
        }
    }

    private async Task<Frame> NextFrameAsync(CancellationToken over, params FrameKind[] expected)
    {
        var frame = await reader.ReadAsync(over) ?? throw new EndOfStreamException("It closed its output.");
        return expected.Contains(frame.Kind)
            ? frame
            : throw new ProtocolViolationException($"A {frame.Kind} frame came where {expected[0]} was due.");
    }
}
