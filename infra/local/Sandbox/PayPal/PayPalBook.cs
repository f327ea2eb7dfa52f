using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>
/// The sandbox's memory: every change of an order or a notice is a line of a file, so that it outlives a killed host.
/// </summary>
internal sealed class PayPalBook
{
    private const int IdLength = 17;
    private const int MaxLog = 10_000;
    private const string IdSigns = "0123456789ABCDEFGHJKLMNPRSTUVWXY";

    private readonly ConcurrentDictionary<string, PayPalOrder> _orders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PayPalNotice> _notices = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _clock;

    private PayPalControl _control = new();

    public PayPalBook(string file, TimeProvider clock)
    {
        (_file, _clock) = (file, clock);
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
        {
            var kept = Parse(line);
            if (kept?.Order is { } order) _orders[order.Id] = order;
            if (kept?.Notice is { } notice) _notices[notice.Id] = notice;
        }
    }

    public TimeSpan NoticeInterval { get; private set; } = TimeSpan.FromSeconds(2);

    public TimeSpan TokenLife { get; private set; } = TimeSpan.FromSeconds(32_400);

    public IReadOnlyCollection<string> Log => _log;

    public ICollection<PayPalOrder> Orders => _orders.Values;

    public ICollection<PayPalNotice> Notices => _notices.Values;

    public DateTimeOffset Now => _clock.GetUtcNow();

    public PayPalControl Control
    {
        get => _control;
        set
        {
            lock (_gate) _control = value;
            if (value.TokenSeconds is { } seconds) TokenLife = TimeSpan.FromSeconds(seconds);
            if (value.NoticeIntervalMilliseconds is { } wait) NoticeInterval = TimeSpan.FromMilliseconds(wait);
        }
    }

    public static string NewId() => RandomNumberGenerator.GetString(IdSigns, IdLength);

    public PayPalOrder? Find(string id) => _orders.GetValueOrDefault(id);

    public PayPalOrder? OfCapture(string capture) => Orders.FirstOrDefault(order => order.Capture?.Id == capture);

    /// <summary>What the order that is approved now takes; the next one gets none of it.</summary>
    public PayPalControl TakePlans()
    {
        lock (_gate)
        {
            var taken = _control;
            _control = new() { Failure = taken.Failure };
            return taken;
        }
    }

    /// <summary>How this call is to fail; null if it is not.</summary>
    public PayPalFailure? TakeFailure(string call)
    {
        lock (_gate)
        {
            var failure = _control.Failure;
            if (!failure.Hits(call)) return null;
            _control = _control with { Failure = failure with { Times = failure.Times - 1 } };
            return failure;
        }
    }

    /// <summary>One at a time: looks, decides and writes; what is returned without an order changes nothing.</summary>
    public T Decide<T>(Func<(T Answer, PayPalOrder? Changed)> decide)
    {
        lock (_gate)
        {
            var (answer, changed) = decide();
            if (changed is null) return answer;
            Append(new(changed, null));
            _orders[changed.Id] = changed;
            return answer;
        }
    }

    /// <summary>Writes a notice down; null when the change refuses.</summary>
    public PayPalNotice? Keep(string id, Func<PayPalNotice?, PayPalNotice?> change)
    {
        lock (_gate)
        {
            if (change(_notices.GetValueOrDefault(id)) is not { } kept) return null;
            Append(new(null, kept));
            return _notices[id] = kept;
        }
    }

    public void Note(string what)
    {
        _log.Enqueue($"{Now:O} {what}");
        while (_log.Count > MaxLog) _log.TryDequeue(out _);
    }

    private void Append(PayPalLine line)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.AppendAllText(_file, JsonSerializer.Serialize(line, JsonSerializerOptions.Web) + "\n", Encoding.UTF8);
    }

    /// <summary>A line that a kill cut short is as if it had never been written.</summary>
    private static PayPalLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<PayPalLine>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record PayPalLine(PayPalOrder? Order, PayPalNotice? Notice);
}
