namespace Billing.Money;

/// <summary>The only places where a quotient becomes a whole number of ledger units.</summary>
public static class Rounding
{
    /// <summary>Rounds half away from zero, as a charged line is rounded, once.</summary>
    /// <exception cref="OverflowException">The result does not fit in a ledger amount.</exception>
    public static long HalfAwayFromZero(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Divide(dividend, divisor);
        var isHalfOrMore = Int128.Abs(remainder) >= divisor - Int128.Abs(remainder);
        return checked((long)(isHalfOrMore ? quotient + (dividend < 0 ? -1 : 1) : quotient));
    }

    /// <summary>Rounds towards minus infinity: how much still fits.</summary>
    /// <exception cref="OverflowException">The result does not fit in a ledger amount.</exception>
    public static long Down(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Divide(dividend, divisor);
        return checked((long)(remainder < 0 ? quotient - 1 : quotient));
    }

    /// <summary>Rounds towards plus infinity: how many begun blocks.</summary>
    /// <exception cref="OverflowException">The result does not fit in a ledger amount.</exception>
    public static long Up(Int128 dividend, Int128 divisor)
    {
        var (quotient, remainder) = Divide(dividend, divisor);
        return checked((long)(remainder > 0 ? quotient + 1 : quotient));
    }

    private static (Int128 Quotient, Int128 Remainder) Divide(Int128 dividend, Int128 divisor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(divisor, Int128.Zero);
        var quotient = dividend / divisor;
        return (quotient, dividend - quotient * divisor);
    }
}
