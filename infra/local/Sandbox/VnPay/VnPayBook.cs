using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Billing.LocalHost.Sandbox.VnPay;

/// <summary>
/// The sandbox's memory: every change of a payment is a line of a file, so that it outlives a killed host.
/// </summary>
internal sealed class VnPayBook
{
    private readonly ConcurrentDictionary<string, VnPayPayment> _payments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _clock;

    private VnPayControl _control = new();
    private long _transactions;

    public VnPayBook(VnPayMerchant merchant, TimeProvider clock)
    {
        (_file, _clock) = (merchant.StateFile, clock);
        _transactions = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
            if (Parse(line) is { } payment) _payments[payment.TxnRef] = payment;
    }

    public TimeSpan NoticeInterval { get; private set; } = TimeSpan.FromSeconds(2);

    public IReadOnlyCollection<string> Log => _log;

    public VnPayControl Control
    {
        get => _control;
        set
        {
            _control = value;
            if (value.NoticeIntervalMilliseconds is { } milliseconds)
                NoticeInterval = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    public IEnumerable<VnPayPayment> Payments => _payments.Values;

    public VnPayPayment? Find(string txnRef) => _payments.GetValueOrDefault(txnRef);

    /// <summary>False for a request id that was used before.</summary>
    public bool IsNewRequest(string requestId) => _requests.TryAdd(requestId, true);

    /// <summary>VNPay numbers transactions upwards.</summary>
    public string NextTransaction() =>
        Interlocked.Increment(ref _transactions).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The orders for the next payment, which are then used up.</summary>
    public VnPayControl TakeControl()
    {
        lock (_gate)
        {
            var taken = _control;
            _control = new VnPayControl { NextCall = taken.NextCall };
            return taken;
        }
    }

    public string TakeNextCall()
    {
        lock (_gate)
        {
            var next = _control.NextCall;
            _control = _control with { NextCall = "" };
            return next;
        }
    }

    /// <summary>Changes a payment and writes it down; null when the change refuses.</summary>
    public VnPayPayment? Change(string txnRef, Func<VnPayPayment?, VnPayPayment?> change)
    {
        lock (_gate)
        {
            if (change(Find(txnRef)) is not { } changed) return null;
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            File.AppendAllText(
                _file, JsonSerializer.Serialize(changed, JsonSerializerOptions.Web) + "\n", Encoding.UTF8);
            return _payments[txnRef] = changed;
        }
    }

    public void Note(string what)
    {
        _log.Enqueue($"{_clock.GetUtcNow():O} {what}");
        while (_log.Count > 10_000) _log.TryDequeue(out _);
    }

    /// <summary>A line that a kill cut short is as if it had never been written.</summary>
    private static VnPayPayment? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<VnPayPayment>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
