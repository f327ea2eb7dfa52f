namespace Billing.LocalHost.Demo;

/// <summary>Plays the main job over HTTP against a running host: <c>demo [--usage FILE.csv]</c>.</summary>
public static class DemoCommand
{
    private const int Agreed = 0;
    private const int Differed = 1;
    private const int WrongArguments = 2;

    /// <summary>Runs the demo; the answer is the exit code of the process: 0 only if every figure agrees.</summary>
    public static async Task<int> Run(Uri baseAddress, string[] arguments, CancellationToken stop)
    {
        if (!DemoOptions.TryParse(arguments, out var options, out var fault))
        {
            await Console.Error.WriteLineAsync($"{fault}{Environment.NewLine}Usage: {DemoOptions.Usage}");
            return WrongArguments;
        }

        try
        {
            using var file = options.Open();
            var rows = UsageTrace.Read(file);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            var report = await new DemoRun(new(http, baseAddress), TimeProvider.System, Say).Play(rows, stop);
            report.Print(Console.Out);
            Console.WriteLine(report.Agrees ? "  every figure agrees" : "  SOME FIGURES DIFFER");
            return report.Agrees ? Agreed : Differed;
        }
        catch (Exception failure) when (
            failure is DemoException or FormatException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync($"The demo failed. {failure.Message}");
            return Differed;
        }
    }

    private static void Say(string line) => Console.WriteLine($"  {line}");
}
