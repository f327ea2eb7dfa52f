using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Billing.LocalHost.Sandbox.Stripe;

/// <summary>
/// The sandbox's memory: every change of an object is a line of a file, so that it outlives a killed host.
/// </summary>
internal sealed class StripeBook
{
    private const int IdLength = 24;
    private const int MaxLog = 10_000;

    private readonly ConcurrentDictionary<(Type Kind, string Id), StripeEntry> _entries = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly TimeProvider _clock;

    private StripeControl _control = new();
    private long _number;

    public StripeBook(StripeMerchant merchant, TimeProvider clock)
    {
        (_file, _clock) = (merchant.StateFile, clock);
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
            if (Parse(line) is { } entry) _entries[(entry.GetType(), entry.Id)] = entry;
        _number = All<StripeEvent>().Select(known => known.Number).DefaultIfEmpty().Max();
    }

    public TimeSpan NoticeInterval { get; private set; } = TimeSpan.FromSeconds(2);

    public IReadOnlyCollection<string> Log => _log;

    public StripeControl Control
    {
        get => _control;
        set
        {
            lock (_gate) _control = value;
            if (value.NoticeIntervalMilliseconds is { } milliseconds)
                NoticeInterval = TimeSpan.FromMilliseconds(milliseconds);
        }
    }

    /// <summary>Seconds of Unix.</summary>
    public long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    public long NextNumber() => Interlocked.Increment(ref _number);

    public T? Find<T>(string id)
        where T : StripeEntry => _entries.GetValueOrDefault((typeof(T), id)) as T;

    public IEnumerable<T> All<T>()
        where T : StripeEntry => _entries.Values.OfType<T>();

    /// <summary>What happens in here happens as one step, and alone.</summary>
    public T Do<T>(Func<T> step)
    {
        lock (_gate) return step();
    }

    /// <summary>Remembers the objects as they are now.</summary>
    public void Keep(params IReadOnlyList<StripeEntry> entries)
    {
        lock (_gate)
        {
            var lines = entries.Select(entry => JsonSerializer.Serialize(entry, StripeEntry.Json) + "\n");
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            File.AppendAllText(_file, string.Concat(lines), Encoding.UTF8);
            foreach (var entry in entries) _entries[(entry.GetType(), entry.Id)] = entry;
        }
    }

    /// <summary>The orders for the next payment, which are then used up.</summary>
    public StripeControl TakeOrders()
    {
        lock (_gate)
        {
            var taken = _control;
            _control = new StripeControl { NextCall = taken.NextCall };
            return taken;
        }
    }

    /// <summary>How this call fails.</summary>
    public StripeFailure TakeFailure(string call)
    {
        lock (_gate)
        {
            var failure = _control.NextCall;
            if (!failure.Meets(call)) return new();

            var left = failure.Times > 1 ? failure with { Times = failure.Times - 1 } : new();
            _control = _control with { NextCall = left };
            return failure;
        }
    }

    public void Note(string what)
    {
        _log.Enqueue($"{_clock.GetUtcNow():O} {what}");
        while (_log.Count > MaxLog) _log.TryDequeue(out _);
    }

    /// <summary>A line that a kill cut short is as if it had never been written.</summary>
    private static StripeEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<StripeEntry>(line, StripeEntry.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
