using System.Collections.Immutable;
using Billing.Money;
using Billing.Platform;

namespace Billing.Invoices;

/// <summary>How the lines of a document state prices.</summary>
public enum PriceStatement
{
    /// <summary>With the tax in them; the total says how much of it is tax.</summary>
    Inclusive = 1,

    /// <summary>Net; the tax is added below.</summary>
    Exclusive = 2,
}

/// <summary>The total of one tax rate on a document, in whole minor units.</summary>
public sealed record TaxPart(TaxRate Rate, Amount Net, Amount Tax)
{
    public Amount Gross => Net + Tax;
}

/// <summary>
/// The figures of a document: lines, one line for what they differ from whole minor units, one tax a rate, and the
/// total, which is exactly what was asked for or paid. Each tax is rounded once, for its rate and document.
/// </summary>
/// <param name="Residue">What the lines sum to less than the document says; zero where they add up.</param>
public sealed record TaxSheet(
    PriceStatement Prices,
    ImmutableArray<DocumentLine> Lines,
    Amount Residue,
    ImmutableArray<TaxPart> Taxes,
    Amount Total)
{
    /// <summary>All taxes together.</summary>
    public Amount Tax => Taxes.Aggregate(Amount.Zero(Total.Currency), (sum, part) => sum + part.Tax);

    public Amount Net => Total - Tax;

    /// <param name="lines">What the customer pays for each, tax included.</param>
    /// <param name="total">What is paid in all: whole minor units.</param>
    public static TaxSheet Of(
        IReadOnlyList<DocumentLine> lines, Amount total, PriceStatement prices, TaxRounding rounding)
    {
        var groups = lines.GroupBy(line => line.Rate).Select(group => group.ToList()).ToList();
        var shares = Shares(groups, total);
        var taxes = ImmutableArray.CreateBuilder<TaxPart>(groups.Count);
        var shown = new List<DocumentLine>(lines.Count);
        foreach (var (group, gross) in groups.Zip(shares))
        {
            var net = gross;
            if (group[0].Rate is { } rate)
            {
                var tax = rate.Within(gross, rounding);
                net = gross - tax;
                taxes.Add(new(rate, net, tax));
            }
            shown.AddRange(prices == PriceStatement.Exclusive ? Stated(group, net) : group);
        }
        return Closed(prices, [.. shown], taxes.ToImmutable(), total);
    }

    /// <summary>
    /// The sheet of a note by which so much of this document is taken back, or stands again: notes that go from nothing
    /// to the whole say the very taxes of the document, whatever the steps.
    /// </summary>
    /// <param name="before">What was taken back before it.</param>
    /// <param name="after">What is taken back with it.</param>
    public TaxSheet Between(Amount before, Amount after, LineKind kind, string? name)
    {
        var sign = after < before ? -1 : 1;
        var lines = ImmutableArray.CreateBuilder<DocumentLine>();
        var taxes = ImmutableArray.CreateBuilder<TaxPart>();
        foreach (var ((part, one), (_, other)) in Taken(after).Zip(Taken(before)))
        {
            var (gross, tax) = (Times(one.Gross - other.Gross, sign), Times(one.Tax - other.Tax, sign));
            if (gross.IsZero && tax.IsZero) continue;
            if (part is not null) taxes.Add(new(part.Rate, gross - tax, tax));
            var stated = Prices == PriceStatement.Exclusive ? gross - tax : gross;
            lines.Add(new(kind, stated, part?.Rate, name));
        }
        return Closed(Prices, lines.ToImmutable(), taxes.ToImmutable(), Times(after - before, sign));
    }

    /// <summary>Gross and tax of each rate when so much of the whole is taken back; the last has the rest.</summary>
    private IEnumerable<(TaxPart? Part, (Amount Gross, Amount Tax) Taken)> Taken(Amount back)
    {
        var untaxed = Taxes.Aggregate(Total, (rest, part) => rest - part.Gross);
        var parts = Taxes.Select(part => (Part: (TaxPart?)part, part.Gross, part.Tax)).ToList();
        if (!untaxed.IsZero || parts.Count == 0) parts.Add((null, untaxed, Amount.Zero(Total.Currency)));
        var left = back;
        foreach (var (index, (part, gross, tax)) in parts.Index())
        {
            var share = index == parts.Count - 1 ? left : Share(gross, back, Total);
            left -= share;
            yield return (part, (share, share == gross ? tax : Share(tax, share, gross)));
        }
    }

    private static Amount Share(Amount whole, Amount part, Amount of) => of.IsZero ? of : Amount.OfMinor(
        Rounding.HalfAwayFromZero(
            (Int128)whole.ToMinor() * part.ToMinor() * (of.IsNegative ? -1 : 1), Math.Abs(of.ToMinor())),
        whole.Currency);

    private static Amount Times(Amount amount, int sign) => sign < 0 ? -amount : amount;

    private static TaxSheet Closed(
        PriceStatement prices, ImmutableArray<DocumentLine> lines, ImmutableArray<TaxPart> taxes, Amount total)
    {
        var zero = Amount.Zero(total.Currency);
        var sum = lines.Aggregate(zero, (all, line) => all + line.Amount);
        var tax = taxes.Aggregate(zero, (all, part) => all + part.Tax);
        Invariant.Holds(total.IsWholeMinor && tax.IsWholeMinor, "A document's totals can be paid");
        var residue = total - sum - (prices == PriceStatement.Exclusive ? tax : zero);
        return new(prices, lines, residue, taxes, total);
    }

    /// <summary>The total by rates, each in whole minor units.</summary>
    private static Amount[] Shares(List<List<DocumentLine>> groups, Amount total)
    {
        if (groups.Count <= 1) return [.. groups.Select(_ => total)];
        long[] units = [.. groups.Select(group => group.Sum(line => line.Amount.Units))];
        if (units.All(unit => unit >= 0) && units.Any(unit => unit > 0) && !total.IsNegative)
            return [.. Allocation.ByLargestRemainder(total.ToMinor(), units)
                .Select(minor => Amount.OfMinor(minor, total.Currency))];

        Amount[] shares = [.. units.Select(unit => Whole(new(unit, total.Currency)))];
        var most = Array.IndexOf(units, units.MaxBy(unit => Int128.Abs(unit)));
        shares[most] += total - shares.Aggregate(Amount.Zero(total.Currency), (sum, share) => sum + share);
        return shares;
    }

    /// <summary>Net lines in whole minor units; where charges stand beside what was given back, each is rounded for
    /// itself and the residue says the difference.</summary>
    private static IEnumerable<DocumentLine> Stated(List<DocumentLine> group, Amount net)
    {
        if (group.Any(line => line.Amount.IsNegative) || net.IsNegative || group.All(line => line.Amount.IsZero))
            return group.Select(line => line with { Amount = line.Rate?.Net(line.Amount) ?? Whole(line.Amount) });

        var parts = Allocation.ByLargestRemainder(net.ToMinor(), [.. group.Select(line => line.Amount.Units)]);
        return group.Zip(parts, (line, part) => line with { Amount = Amount.OfMinor(part, net.Currency) });
    }

    private static Amount Whole(Amount amount) => Amount.OfMinor(
        Rounding.HalfAwayFromZero(amount.Units, amount.Currency.UnitsPerMinor), amount.Currency);
}
