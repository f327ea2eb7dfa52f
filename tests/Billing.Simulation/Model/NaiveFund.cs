namespace Billing.Simulation.Model;

/// <summary>Money that may pay for uses: a term of a plan, a voucher, or a top-up.</summary>
public sealed record NaiveFund(string Id, string Kind, decimal Granted, int Order)
{
    public decimal Left { get; set; } = Granted;
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;
    public string[] Services { get; init; } = [];

    /// <summary>For all services but those that are named.</summary>
    public bool IsWide { get; init; } = true;
    public NaiveQuota[] Quotas { get; init; } = [];
    public (string Meter, NaivePrice Price)[] Prices { get; init; } = [];
    public bool IsExhausted { get; set; }

    /// <summary>How much use was told of.</summary>
    public int ToldPercent { get; set; }

    /// <summary>Cleared away after its end.</summary>
    public bool IsGone { get; set; }

    /// <summary>Plans, vouchers, top-ups; the narrow before the wide; the soonest to end; the oldest.</summary>
    public (int, bool, DateTimeOffset, int) Rank =>
        (Array.IndexOf(["plan", "voucher", "topUp"], Kind), IsWide, Until, Order);

    public bool IsEnded(DateTimeOffset now) => Until != DateTimeOffset.MaxValue && now >= Until.AddHours(72);

    /// <summary>A plan without an end leaves when it is used up.</summary>
    public bool IsDue(DateTimeOffset now) => !IsGone && (Kind == "plan" || Left > 0)
        && (IsEnded(now) || (IsExhausted && Until == DateTimeOffset.MaxValue && From <= now));

    public NaiveQuota? Quota(string service) => Quotas.FirstOrDefault(it => it.Service == service);
    public NaivePrice? PriceOf(NaiveEvent use) => NaivePrice.Best(
        Prices.Where(it => it.Meter == $"{use.Service}/{use.Meter}").Select(it => it.Price), use.Dimensions);

    public bool MayPay(NaiveEvent use) =>
        !IsGone && !IsExhausted && From <= use.Time && use.Time < Until && Services.Contains(use.Service) != IsWide
        && Quota(use.Service)?.IsExhausted != true && (Kind == "plan" || Left > 0);
}
