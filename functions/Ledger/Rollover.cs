using System.Globalization;

namespace Billing.Ledger;

/// <summary>Where what is left of a term goes that rolls over: to the next term of the plan, if that may still
/// pay.</summary>
public static class Rollover
{
    /// <summary>Null where it is forfeited.</summary>
    /// <param name="ended">With all that is left of it.</param>
    /// <param name="held">The account's covers.</param>
    /// <param name="time">When the term is cleared away.</param>
    public static LotId? Into(Cover ended, IEnumerable<Cover> held, DateTimeOffset time)
    {
        if (!ended.Terms.RollsOver || !ended.Remaining.IsPositive || Next(ended.Id) is not { } next) return null;

        var mayPay = held.Any(cover => cover.Id == next && !Expiry.IsPast(cover.Terms.Until, time));
        return mayPay ? next : null;
    }

    /// <summary>The next term with what the one before left, as if its total had been agreed higher.</summary>
    public static Cover Received(Cover cover, Money.Amount left) => cover with
    {
        Terms = cover.Terms with { Total = cover.Terms.Total + left },
        Remaining = cover.Remaining + left,
        IsExhausted = false,
    };

    private static LotId? Next(LotId term)
    {
        var at = term.Value.LastIndexOf(':') + 1;
        var number = term.Value.AsSpan(at);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count < int.MaxValue
            ? new(string.Create(CultureInfo.InvariantCulture, $"{term.Value[..at]}{count + 1}"))
            : null;
    }
}
