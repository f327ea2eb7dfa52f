using System.Collections.Immutable;
using Billing.Money;

namespace Billing.Ledger;

/// <summary>What one service took in a segment.</summary>
/// <param name="Amount">All of it, whoever paid.</param>
/// <param name="Plan">The part that billing plans paid: it never was on the balance.</param>
public readonly record struct ServiceSum(ServiceName Service, int Lines, Amount Amount, Amount Plan);

/// <summary>Which funds the lines of a segment drew on, and whether one came late.</summary>
[Flags]
public enum SegmentTraits
{
    None = 0,
    Plan = 1,
    Voucher = 2,
    TopUp = 4,
    Debt = 8,
    Late = 16,
}

/// <summary>What is known of a segment without decoding its lines: enough to skip it.</summary>
public sealed record SegmentSummary(
    DateOnly Day,
    long FirstSeq,
    long CommitNo,
    int Lines,
    DateTimeOffset First,
    DateTimeOffset Last,
    Amount Amount,
    ImmutableArray<ServiceSum> Services,
    SegmentTraits Traits)
{
    public static SegmentSummary Of(Segment segment)
    {
        var lines = segment.Lines;
        var zero = lines[0].Amount with { Units = 0 };
        var services = new ServiceSums(zero);
        var (first, last, units, traits) = (lines[0].Time, lines[0].Time, 0L, SegmentTraits.None);
        foreach (var line in lines)
        {
            if (line.Time < first) first = line.Time;
            if (line.Time > last) last = line.Time;
            units += line.Amount.Units;
            traits |= TraitsOf(line);
            services.Add(line);
        }
        return new(
            segment.Day, segment.FirstSeq, segment.CommitNo, lines.Length, first.ToUniversalTime(),
            last.ToUniversalTime(),
            zero with { Units = units }, services.ToSums(), traits);
    }

    /// <summary>Adds up runs of one service; the sums come in the order of their names.</summary>
    private sealed class ServiceSums(Amount zero)
    {
        private readonly SortedDictionary<ServiceName, ServiceSum> _sums = [];
        private ServiceName _run;
        private int _lines;
        private long _units;
        private long _planUnits;

        public void Add(RatedLine line)
        {
            if (line.Service != _run) Close(line.Service);
            _lines++;
            _units += line.Amount.Units;
            foreach (ref readonly var leg in line.Legs.AsSpan())
                if (leg.Kind == FundKind.Plan) _planUnits += leg.Amount.Units;
        }

        public ImmutableArray<ServiceSum> ToSums()
        {
            Close(_run);
            return [.. _sums.Values];
        }

        private void Close(ServiceName next)
        {
            if (_lines > 0)
            {
                var sum = _sums.TryGetValue(_run, out var known) ? known : new(_run, 0, zero, zero);
                var amount = zero with { Units = sum.Amount.Units + _units };
                var plan = zero with { Units = sum.Plan.Units + _planUnits };
                _sums[_run] = new(_run, sum.Lines + _lines, amount, plan);
            }
            (_run, _lines, _units, _planUnits) = (next, 0, 0, 0);
        }
    }

    private static SegmentTraits TraitsOf(RatedLine line)
    {
        var traits = line.IsLate ? SegmentTraits.Late : SegmentTraits.None;
        foreach (ref readonly var leg in line.Legs.AsSpan())
            traits |= leg.Kind switch
            {
                FundKind.Plan => SegmentTraits.Plan,
                FundKind.Voucher => SegmentTraits.Voucher,
                FundKind.TopUp => SegmentTraits.TopUp,
                FundKind.Debt => SegmentTraits.Debt,
            };
        return traits;
    }
}
