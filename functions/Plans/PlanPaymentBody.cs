using System.Collections.Immutable;
using System.Globalization;
using Billing.Money;
using Billing.Platform;

namespace Billing.Plans;

/// <summary>Reads how a plan is paid for, and notes every fault.</summary>
/// <param name="currency">The plan's.</param>
public sealed class PlanPaymentBody(Currency currency, PlanRules rules)
{
    /// <summary>Dated parts of one price.</summary>
    public const int MaxParts = 36;

    public const int MaxAfterDays = PlanDuration.MaxYears * 366;
    private const int WholePercent = 100;

    /// <summary>The payment; to be used only if the body then refuses nothing.</summary>
    public PlanPayment Read(RequestBody body)
    {
        var structure = body.Choice<PaymentStructure>("structure");
        var price = structure == PaymentStructure.Postpaid && !body.Has("price")
            ? Amount.Zero(currency)
            : body.Amount("price");
        return new(
            structure,
            Ways(body),
            price,
            body.Has("schedule") ? Schedule(body, price) : [],
            body.OptionalChoice<InvoiceCycle>("cycle") ?? InvoiceCycle.Month,
            body.OptionalNumber("dueDays", 0, PlanRules.MaxPatienceDays) ?? rules.DueDays,
            body.OptionalNumber("suspendAfterDays", 0, PlanRules.MaxPatienceDays) ?? rules.SuspendAfterDays,
            body.OptionalFlag("automatic") ?? false);
    }

    private static PaymentWays Ways(RequestBody body)
    {
        PaymentWays ways = 0;
        foreach (var (index, text) in body.Texts("ways", max: 3, maxLength: 20).Index())
            if (EnumText.TryParse<PaymentWays>(text, out var way)) ways |= way;
            else body.Fault($"ways[{index}]", "invalid", $"This is not {EnumText.Choices<PaymentWays>()}.");
        if (ways == 0 && body.Has("ways")) body.Fault("ways", "required", "At least one way to pay.");
        return ways;
    }

    private ImmutableArray<SchedulePart> Schedule(RequestBody body, Amount price)
    {
        var parts = body.Items("schedule", MaxParts);
        var days = parts.Select(part => part.Number("afterDays", 0, MaxAfterDays)).ToArray();
        if (!parts.Any(part => part.Has("percent")))
            return [.. parts.Select((part, at) => new SchedulePart(part.Amount("amount"), days[at]))];

        var percents = parts.Select(part => part.Number("percent", 1, WholePercent)).ToArray();
        var isWhole = price.Currency == currency && price.IsWholeMinor && price.IsPositive;
        if (percents.Sum() != WholePercent) body.Fault("schedule", "not_whole", "Percents sum to 100.");
        else if (isWhole) return [.. Shares(price, percents).Select((part, at) => new SchedulePart(part, days[at]))];
        return [.. days.Select(day => new SchedulePart(default, day))];
    }

    /// <summary>Each part is rounded down to what can be paid; the last has what is left.</summary>
    private IEnumerable<Amount> Shares(Amount price, int[] percents)
    {
        var left = price.ToMinor();
        foreach (var percent in percents[..^1])
        {
            var part = Rounding.Down((Int128)price.ToMinor() * percent, WholePercent);
            left -= part;
            yield return Amount.OfMinor(part, currency);
        }
        yield return Amount.OfMinor(left, currency);
    }
}
