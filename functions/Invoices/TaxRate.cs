using Billing.Money;

namespace Billing.Invoices;

/// <summary>How a tax becomes whole minor units.</summary>
public enum TaxRounding
{
    /// <summary>Towards zero.</summary>
    Down = 1,

    /// <summary>A half goes away from zero.</summary>
    HalfUp = 2,
}

/// <summary>A tax: what it is called, and how much it adds to a net price.</summary>
/// <param name="Name">Capital letters, such as VAT; documents write it out in their language.</param>
/// <param name="BasisPoints">Hundredths of a percent: 1000 are ten percent.</param>
public readonly record struct TaxRate(string Name, int BasisPoints)
{
    public const int MaxBasisPoints = 5_000;

    private const int Whole = 10_000;

    /// <summary>The tax that a price holds, as whole minor units: rounded once.</summary>
    public Amount Within(Amount gross, TaxRounding rounding)
    {
        var minor = gross.ToMinor();
        var size = (Int128)Math.Abs(minor) * BasisPoints;
        var tax = rounding switch
        {
            TaxRounding.Down => Rounding.Down(size, Whole + BasisPoints),
            TaxRounding.HalfUp => Rounding.HalfAwayFromZero(size, Whole + BasisPoints),
        };
        return Amount.OfMinor(minor < 0 ? -tax : tax, gross.Currency);
    }

    /// <summary>What is left of a price without its tax, in whole minor units.</summary>
    public Amount Net(Amount gross) => Amount.OfMinor(
        Rounding.HalfAwayFromZero(
            (Int128)gross.Units * Whole, (Int128)(Whole + BasisPoints) * gross.Currency.UnitsPerMinor),
        gross.Currency);

    /// <summary>8 or 10.5.</summary>
    public string Percent => FixedPoint.Format(BasisPoints, digits: 2);
}
