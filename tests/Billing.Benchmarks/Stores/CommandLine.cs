using System.ComponentModel;
using System.Diagnostics;

namespace Billing.Benchmarks.Stores;

/// <summary>Runs a program to its end.</summary>
internal static class CommandLine
{
    /// <exception cref="BenchmarkFailedException">It is missing or failed.</exception>
    public static async Task Run(string program, CancellationToken stop, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode == 0) return;
        throw new BenchmarkFailedException(
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.\n{await errors}{await output}");
    }

    private static Process Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            })!;
        }
        catch (Win32Exception)
        {
            throw new BenchmarkFailedException($"{program} was not found.");
        }
    }
}
