namespace Billing.Ledger;

/// <summary>
/// Foretells a line's amount from the first charged line at the same price, and its tier from the last line of the
/// same meter;
/// only the difference is stored, which is mostly nothing. Writer and reader guess alike, and wrap alike.
/// </summary>
internal sealed class LineGuess
{
    private readonly TextIndex _prices = new();
    private readonly TextIndex _meters = new();
    private readonly List<(long Units, long Micros)> _first = [];
    private readonly List<long> _tierEnds = [];
    private int _price;
    private int _meter;

    /// <summary>Turns to the next line.</summary>
    public void Turn(string price, string meter)
    {
        (_price, _meter) = (_prices.Of(price), _meters.Of(meter));
        if (_price == _first.Count) _first.Add(default);
        if (_meter == _tierEnds.Count) _tierEnds.Add(0);
    }

    public long TierStart => _tierEnds[_meter];

    public long Units(long billedMicros)
    {
        var (units, micros) = _first[_price];
        return micros == 0 ? 0 : unchecked((long)Quotient(units, billedMicros, micros));
    }

    /// <summary>Learns from the line as it is.</summary>
    public void Learn(long tierStart, long billedMicros, long units)
    {
        _tierEnds[_meter] = unchecked(tierStart + billedMicros);
        if (_first[_price].Micros == 0 && billedMicros > 0 && units > 0) _first[_price] = (units, billedMicros);
    }

    /// <summary>Half up, in 64 bits where the product fits.</summary>
    private static Int128 Quotient(long units, long billed, long micros)
    {
        var high = Math.BigMul(units, billed, out var low);
        return high == 0 && low >= 0
            ? low / micros + (low % micros >= micros - low % micros ? 1 : 0)
            : (Int128)units * billed / micros;
    }
}
