using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Billing.LocalHost.Storage;

namespace Billing.Benchmarks.Stores;

/// <summary>The app in a process of its own, on a free port and a given Azurite, with its memory in sight.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly string _data = Directory.CreateTempSubdirectory("billing-host-").FullName;
    private readonly Process _process;

    private AppProcess(AzuritePorts ports)
    {
        Address = new($"http://localhost:{FreePort()}/");
        Http = new() { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        _process = Launch(ports);
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Bytes in memory now.</summary>
    public long Resident => Status("VmRSS:");

    /// <summary>The most bytes that were in memory at once.</summary>
    public long Peak => Status("VmHWM:");

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Returns when it is ready.</summary>
    public static async Task<AppProcess> Start(AzuritePorts ports, CancellationToken stop)
    {
        var app = new AppProcess(ports);
        var waited = Stopwatch.StartNew();
        while (!await app.IsReady(stop))
        {
            if (app._process.HasExited || waited.Elapsed > StartPatience)
            {
                await app.DisposeAsync();
                throw new BenchmarkFailedException("The app did not become ready.");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), stop);
        }
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private Process Launch(AzuritePorts ports)
    {
        var app = Path.Combine(AppContext.BaseDirectory, "Billing.Functions.dll");
        var start =
            new ProcessStartInfo("dotnet", [app]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (string Name, string Value)[] settings =
        [
            ("LocalHost__HttpPort", Text(Address.Port)), ("LocalHost__Azurite", "external"),
            ("LocalHost__BlobPort", Text(ports.Blob)), ("LocalHost__QueuePort", Text(ports.Queue)),
            ("LocalHost__TablePort", Text(ports.Table)), ("LocalHost__DataFolder", _data),
            ("Auth__Authority", $"{Address}dev"),
        ];
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> IsReady(CancellationToken stop)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri("api/health/ready", UriKind.Relative), stop);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private long Status(string name)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/status");
        var line = File.ReadLines(path).First(it => it.StartsWith(name, StringComparison.Ordinal));
        var number = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2];
        return 1024 * long.Parse(number, CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
