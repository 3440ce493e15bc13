using System.Diagnostics.CodeAnalysis;

/// <summary>Runs in a worker before its first line, when <c>DOTNET_STARTUP_HOOKS</c> names this assembly: its runtime will never end.</summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it outside of all namespaces.")]
internal static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Thread.CurrentThread.Join();
}
