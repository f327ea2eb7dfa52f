using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Billing.LocalHost.Demo;
using Billing.LocalHost.Storage;

namespace Billing.EndToEnd.Tests.Support;

/// <summary>
/// The real app as a process of its own, on free ports and a private Azurite that survives when the app is killed.
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    /// <summary>A request must outlive twenty starts in a row on a busy machine.</summary>
    private const int MostAttempts = 2_400;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly AzuriteProcess _azurite;
    private readonly string _data = Directory.CreateTempSubdirectory("billing-host-").FullName;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private Process? _process;

    private RunningHost(
        AzuriteProcess azurite, int port, IReadOnlyDictionary<string, string> settings, bool isDescribed)
    {
        (_azurite, _settings) = (azurite, settings);
        Address = new($"http://localhost:{port}/");
        HttpMessageHandler calls = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (isDescribed) calls = new DescribedCalls(calls);
        Http = new HttpClient(calls) { BaseAddress = Address };
        Api = new(Http, Address, maxAttempts: MostAttempts);
    }

    public Uri Address { get; }

    /// <summary>The billing page, to which payers come back.</summary>
    public Uri Page => new(Address, "api/portal/index.html");

    public HttpClient Http { get; }

    public BillingClient Api { get; }

    public string StorageConnection => _azurite.ConnectionString;

    /// <summary>What the app printed so far.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    public long WorkingSetBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="settings">Settings that differ from the sample file, as environment variables.</param>
    /// <param name="isDescribed">Whether each call is held to the description of the API.</param>
    public static async Task<RunningHost> Start(
        CancellationToken stop, IReadOnlyDictionary<string, string>? settings = null, bool isDescribed = false)
    {
        var host = new RunningHost(
            await AzuriteProcess.StartAsync(stop),
            FreePort(),
            settings ?? new Dictionary<string, string>(),
            isDescribed);
        await host.Restart(stop);
        return host;
    }

    /// <summary>Starts the app after it was killed; returns when it is ready.</summary>
    public async Task Restart(CancellationToken stop)
    {
        _process = Launch();
        var waited = Stopwatch.StartNew();
        while (!await IsReady(stop))
        {
            if (_process.HasExited || waited.Elapsed > StartTimeout)
                throw new InvalidOperationException($"The app did not become ready.{Environment.NewLine}{Output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
        }
    }

    /// <summary>Ends the app at once, as a power cut would: nothing is flushed, nothing is handed back.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            using var patience = new CancellationTokenSource(StopTimeout);
            await _process.WaitForExitAsync(patience.Token);
        }

        _process?.Dispose();
        Http.Dispose();
        await _azurite.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private Process Launch()
    {
        var app = Path.Combine(AppContext.BaseDirectory, "Billing.Functions.dll");
        var start =
            new ProcessStartInfo("dotnet", [app]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>
        {
            ["LocalHost__HttpPort"] = Address.Port.ToString(CultureInfo.InvariantCulture),
            ["LocalHost__Azurite"] = "external",
            ["LocalHost__BlobPort"] = _azurite.Ports.Blob.ToString(CultureInfo.InvariantCulture),
            ["LocalHost__QueuePort"] = _azurite.Ports.Queue.ToString(CultureInfo.InvariantCulture),
            ["LocalHost__TablePort"] = _azurite.Ports.Table.ToString(CultureInfo.InvariantCulture),
            ["LocalHost__DataFolder"] = _data,
            ["Auth__Authority"] = $"{Address}dev",
        };
        foreach (var (name, value) in _settings) settings[name] = value;
        return settings;
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

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
