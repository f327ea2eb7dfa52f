using System.Text.Json;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>
/// Reads one CloudEvent 1.0 of type ai.usage, ai.usage.void or ai.usage.amend strictly. Extension attributes of the
/// envelope are ignored, as CloudEvents asks; an unknown member of data is a fault. Texts that events in a row share
/// are read once.
/// </summary>
internal sealed class UsageEventReader
{
    public const string EventType = "ai.usage";
    public const string VoidType = "ai.usage.void";
    public const string AmendType = "ai.usage.amend";
    public const int MaxIdLength = 128;
    public const int MaxSourceLength = 256;

    private const int EarliestYear = 2000;
    private const int LatestYear = 2199;

    private readonly UsageDataReader _data = new();
    private AccountId _account;
    private string _source = "";

    /// <summary>The event; or null with the first fault, and with whatever could be read of id and account.</summary>
    public EventRead? Read(JsonElement json, out EventFault fault, out string? id, out AccountId? account)
    {
        (id, account) = (null, null);
        if (json.ValueKind != JsonValueKind.Object) return Fault(EventFault.NotAnEvent, out fault);
        if (!Envelope.TryOpen(json, out var envelope)) return Fault(EventFault.MemberRepeated, out fault);

        id = Visible(envelope.Id, MaxIdLength);
        account = Account(envelope.Subject);
        if (!JsonTexts.Are(envelope.SpecVersion, "1.0")) return Fault(EventFault.SpecversionInvalid, out fault);
        if (id is null) return Fault(EventFault.IdInvalid, out fault);
        if (Source(envelope.Source) is not { } source) return Fault(EventFault.SourceInvalid, out fault);
        if (Kind(envelope.Type) is not { } kind) return Fault(EventFault.TypeInvalid, out fault);
        if (account is not { } subject) return Fault(EventFault.SubjectInvalid, out fault);
        if (Time(envelope.Time) is not { } time) return Fault(EventFault.TimeInvalid, out fault);
        if (_data.Read(envelope.Data, kind, out fault) is not { } data) return null;

        var usage = data.Use is { } use ? use.At(source, id, subject, time, data.Original?.Text ?? "") : null;
        return data.Original is { } original
            ? new(null, new(source, id, subject, time, original, usage))
            : new(usage, null);
    }

    private static EventKind? Kind(JsonElement type)
    {
        if (JsonTexts.Are(type, EventType)) return EventKind.Usage;
        if (JsonTexts.Are(type, VoidType)) return EventKind.Void;
        return JsonTexts.Are(type, AmendType) ? EventKind.Amend : null;
    }

    private static EventRead? Fault(EventFault found, out EventFault fault)
    {
        fault = found;
        return null;
    }

    private string? Source(JsonElement json)
    {
        if (JsonTexts.Are(json, _source)) return _source;
        return Visible(json, MaxSourceLength) is { } source ? _source = source : null;
    }

    private AccountId? Account(JsonElement json)
    {
        if (_account != default && JsonTexts.Are(json, _account.Value)) return _account;
        return JsonTexts.TryText(json, AccountId.MaxLength, out var text) && AccountId.TryParse(text, out var account)
            ? _account = account
            : null;
    }

    internal static DateTimeOffset? Time(JsonElement json) =>
        JsonTexts.TryText(json, 40, out var text)
        && Rfc3339.TryParse(text, out var time)
        && time.Year is >= EarliestYear and <= LatestYear
            ? time
            : null;

    /// <summary>Visible ASCII: what can be compared, logged and typed without surprise.</summary>
    internal static string? Visible(JsonElement json, int max)
    {
        if (!JsonTexts.TryText(json, max, out var text) || text.Length == 0) return null;
        return text.AsSpan().ContainsAnyExceptInRange('!', '~') ? null : text;
    }

    /// <summary>The members that matter, each there once at most.</summary>
    private struct Envelope
    {
        public JsonElement SpecVersion;
        public JsonElement Id;
        public JsonElement Source;
        public JsonElement Type;
        public JsonElement Subject;
        public JsonElement Time;
        public JsonElement Data;

        public static bool TryOpen(JsonElement json, out Envelope envelope)
        {
            envelope = default;
            foreach (var member in json.EnumerateObject())
            {
                var once = JsonTexts.Name(member) switch
                {
                    "specversion" => JsonTexts.Set(ref envelope.SpecVersion, member.Value),
                    "id" => JsonTexts.Set(ref envelope.Id, member.Value),
                    "source" => JsonTexts.Set(ref envelope.Source, member.Value),
                    "type" => JsonTexts.Set(ref envelope.Type, member.Value),
                    "subject" => JsonTexts.Set(ref envelope.Subject, member.Value),
                    "time" => JsonTexts.Set(ref envelope.Time, member.Value),
                    "data" => JsonTexts.Set(ref envelope.Data, member.Value),
                    _ => true,
                };
                if (!once) return false;
            }
            return true;
        }
    }
}
