using Billing.Benchmarks;
using Billing.Benchmarks.Report;
using Billing.Benchmarks.Suites;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stopping.Cancel();
};
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
