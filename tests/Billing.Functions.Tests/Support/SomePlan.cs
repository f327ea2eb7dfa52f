using Billing.Ledger;
using Billing.Money;
using Billing.Plans;

namespace Billing.Functions.Tests.Support;

/// <summary>A monthly plan of 100 USD for 80 USD, and what may differ.</summary>
public static class SomePlan
{
    public static readonly DateTimeOffset Start = new(2026, 1, 31, 9, 30, 0, TimeSpan.Zero);

    public static Amount Usd(decimal amount) =>
        Amount.Parse(amount.ToString(System.Globalization.CultureInfo.InvariantCulture), Currency.Parse("USD"));

    public static PlanTerms Terms(
        PaymentStructure structure = PaymentStructure.AllUpfront,
        decimal total = 100,
        decimal price = 80,
        RenewalKind renewal = RenewalKind.None) =>
        new(
            "GPU monthly",
            new CoverTerms(
                new(false, [new("gpu-container")]), Start, null, Usd(total), [], IsSharedCeiling: false, Prices: []),
            new(DurationUnit.Month, 1),
            new(
                structure, PaymentWays.Online | PaymentWays.BankTransfer | PaymentWays.Balance,
                Usd(structure == PaymentStructure.Postpaid ? 0 : price),
                structure == PaymentStructure.PartialUpfront ? [new(Usd(price / 2), 0), new(Usd(price / 2), 15)] : [],
                InvoiceCycle.Month, DueDays: 7, SuspendAfterDays: 7, IsAutomatic: false),
            new(renewal, WindowDays: 10),
            new(MaxDays: 10, ExtendsTerm: true),
            StartsAt: null,
            RollsOver: false);

    public static Plan Draft(PlanTerms? terms = null) => new(
        PlanId.Parse(Billing.Platform.EffectId.New(Start)), SomeLedger.Account("planner"), "Asia/Ho_Chi_Minh",
        terms ?? Terms(), Start, "sally");
}
