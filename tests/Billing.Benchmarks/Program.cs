using System.Runtime.InteropServices;
using Billing.Benchmarks;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Suites;

using var stopping = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = Options.Parse(args);
    var results = new Results();
    foreach (var suite in Suite.Of(options)) await suite.Run(options, results, stopping.Token);
    Console.WriteLine(results.ToMarkdown());
    if (options.Json is { } file) await File.WriteAllTextAsync(file, results.ToJson(), stopping.Token);
    return 0;
}
catch (BenchmarkFailedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped; the stores that were started are gone.");
    return 1;
}

// What was started is stopped and removed on the way out.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
