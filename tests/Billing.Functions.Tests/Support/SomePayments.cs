using Azure.Data.Tables;
using Billing.Invoices;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;

namespace Billing.Functions.Tests.Support;

/// <summary>The payments of one account, as rows of its ledger partition.</summary>
public sealed class SomePayments(LedgerTable ledger)
{
    private static readonly PayMethod[] Methods =
        [PayMethod.VnPay, PayMethod.PayPal, PayMethod.Stripe, PayMethod.BankTransfer];

    public AccountId Account { get; } = SomeLedger.Account("payer");

    public LedgerTable Ledger => ledger;

    public TopUpTable TopUps { get; } = new(ledger);

    public required DocumentTable Documents { get; init; }

    public static async Task<SomePayments> Of(Azurite azurite)
    {
        await azurite.Table(DocumentTable.Name);
        return new(new(await azurite.Table(LedgerTable.Name))) { Documents = new(await azurite.Tables()) };
    }

    public TopUp Make(int number) => Make(Account, number);

    /// <summary>The number-th payment of an account: a minute after the one before, each of another kind.</summary>
    public static TopUp Make(AccountId account, int number)
    {
        var quotedAt = SomeTopUp.Now.AddMinutes(number);
        var id = TopUpId.Parse(Ulid.NewUlid(quotedAt, new byte[10]).ToString());
        var status = (TopUpStatus)(1 + (number * 7 % Enum.GetValues<TopUpStatus>().Length));
        var topUp = SomeTopUp.TopUp(account: account.Value) with
        {
            Id = id,
            Status = status,
            Method = Methods[number % Methods.Length],
            StartedAt = quotedAt.AddSeconds(30),
            Email = $"payer-{number}@example.com",
        };
        return topUp.Shown == ShownStatus.Success
            ? topUp with { Credited = topUp.Amount, SettledAt = quotedAt }
            : topUp;
    }

    public async Task<TopUp> Add(TopUp topUp)
    {
        await ledger.Rows.SubmitTransactionAsync([TopUpTable.Insert(topUp)]);
        return topUp;
    }

    public async Task Change(TopUpId id, Func<TopUp, TopUp> change)
    {
        var stored = (await TopUps.Find(Account, id, default))!;
        await ledger.Rows.SubmitTransactionAsync([TopUpTable.Replace(stored, change(stored.TopUp))]);
    }

    /// <summary>Something else among the payments, which is no top-up.</summary>
    public Task AddOther(int number) => ledger.Rows.AddEntityAsync(new TableEntity(
        LedgerKeys.Partition(Account), LedgerKeys.Payment(Account, Make(number).Id.Inverted)) { ["kind"] = "other" });

    /// <summary>The payment that a customer in Vietnam made in dollars.</summary>
    public static TopUp InDollars(AccountId account) => Make(account, 2) with
    {
        Method = PayMethod.PayPal,
        Status = TopUpStatus.Success,
        Total = Amount.Parse("20.40", Currency.Usd),
        Exchange = SomeTopUp.Exchange(),
        Credited = SomeTopUp.Paid,
        PaidAt = SomeTopUp.Now.AddMinutes(4),
        SettledAt = SomeTopUp.Now.AddMinutes(5),
        Transaction = "3C679366HH908993F",
        PayerName = "An",
        Email = "an@example.vn",
    };

    public TopUp InDollars() => InDollars(Account);
}
