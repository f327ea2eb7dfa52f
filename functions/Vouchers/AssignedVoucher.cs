using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>A code that was made for one account, which sees it among its vouchers until it has redeemed it.</summary>
/// <param name="Id">Its place among the account's vouchers: a ULID of the moment of assignment.</param>
public sealed record AssignedVoucher(RedemptionId Id, AccountId Account, VoucherCode Code, DateTimeOffset AssignedAt);
