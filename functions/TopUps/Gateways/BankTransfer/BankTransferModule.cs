using Billing.Platform;
using Billing.Platform.Limits;
using Billing.TopUps.BankTransfers;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.TopUps.Gateways.BankTransfer;

/// <summary>Paying by bank transfer, and the transfers that finance records.</summary>
internal static class BankTransferModule
{
    public static IServiceCollection AddBankTransfer(this IServiceCollection services) => services
        .AddSettings(TransferRules.Read)
        .AddTable(BankTransferTable.Name).AddSingleton<BankTransferTable>()
        .AddSingleton<TransferDesk>()
        .AddSingleton<IPaymentGateway, BankTransferGateway>()
        .AddAccess(access => access
            .Allow(nameof(RecordBankTransfer), Role.Finance)
            .Allow(nameof(ApproveBankTransfer), Role.Finance)
            .Allow(nameof(MatchBankTransfer), Role.Finance)
            .Allow(nameof(GetBankTransfer), Role.Finance)
            .Allow(nameof(GetBankTransfers), Role.Finance))
        .AddLimits(limits => limits.Put(
            RequestGroup.Money,
            nameof(RecordBankTransfer),
            nameof(ApproveBankTransfer),
            nameof(MatchBankTransfer)))
        .AddOperations(BankTransfersOperations.Describe);
}
