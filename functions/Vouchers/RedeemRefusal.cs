namespace Billing.Vouchers;

/// <summary>Why a voucher code gave no credit; the customer is told exactly this.</summary>
public enum RedeemRefusal
{
    NotFound = 1,
    NotStarted = 2,
    Expired = 3,
    AlreadyRedeemedByAccount = 4,
    RedemptionLimitReached = 5,
    CurrencyMismatch = 6,
    NotEligible = 7,
    Revoked = 8,
    TooManyAttempts = 9,
    BillingProfileRequired = 10,
    TooManyOpenVouchers = 11,
    BudgetExhausted = 12,
}
