using Billing.Ledger;

namespace Billing.History.Rollups;

/// <summary>
/// Sums of usage, in ledger units and millionths of a quantity. Each term fits in 64 bits; the sums are counted in 128.
/// </summary>
public sealed class UsageFigures
{
    public const int Funds = 4;

    private readonly Int128[] _paid = new Int128[Funds];

    public long Charges { get; set; }

    /// <summary>As it was reported.</summary>
    public Int128 Micros { get; set; }

    /// <summary>What was given back, when it was given back; charges stay counted.</summary>
    public Int128 GivenBack { get; set; }

    public Int128 Amount
    {
        get
        {
            Int128 sum = 0;
            foreach (var units in _paid) sum += units;
            return sum;
        }
    }

    public Int128 PaidBy(FundKind fund) => _paid[(int)fund - 1];

    public void Pay(FundKind fund, Int128 units) => _paid[(int)fund - 1] += units;

    public void Add(UsageFigures other)
    {
        Charges += other.Charges;
        Micros += other.Micros;
        GivenBack += other.GivenBack;
        for (var i = 0; i < Funds; i++) _paid[i] += other._paid[i];
    }
}
