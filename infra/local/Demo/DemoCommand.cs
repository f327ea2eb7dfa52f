namespace Billing.LocalHost.Demo;

/// <summary>Plays the main job over HTTP against a running host: <c>demo [--usage FILE.csv]</c>.</summary>
public static class DemoCommand
{
    private const int WrongArguments = 2;

    /// <summary>Runs the demo; the answer is the exit code of the process.</summary>
    public static async Task<int> Run(Uri baseAddress, string[] arguments, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        if (arguments is [] or ["--usage", _])
        {
            using var http = new HttpClient { BaseAddress = baseAddress };
            using var answer = await http.GetAsync(new Uri("/dev", UriKind.Relative), stop);
            Console.WriteLine($"The host answers at {baseAddress}: {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }

        await Console.Error.WriteLineAsync("Usage: demo [--usage FILE.csv]");
        return WrongArguments;
    }
}
