using Billing.Platform;
using Billing.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Vouchers;

/// <summary>Voucher campaigns, their codes, and what redeeming one gives.</summary>
public static class VouchersModule
{
    public static IServiceCollection AddVouchers(this IServiceCollection services) => services
        .AddTable(VoucherTable.Name)
        .AddTable(CampaignTable.Name)
        .AddTable(CodeBatchTable.Name)
        .AddTable(CodeTriesTable.Name)
        .AddTable(AssignedVoucherTable.Name)
        .AddSingleton<VoucherTable>()
        .AddSingleton<CampaignTable>()
        .AddSingleton<CodeBatchTable>()
        .AddSingleton<CodeTriesTable>()
        .AddSingleton<RedeemedVoucherTable>()
        .AddSingleton(RedeemedVoucherTable.Witness)
        .AddSingleton<VoucherGrants>()
        .AddSingleton<RedemptionDesk>()
        .AddSingleton<AssignedVoucherTable>()
        .AddSingleton<AssignedVoucherDesk>()
        .AddAccess(access => access
            .Allow(nameof(RedeemVoucher), Role.Customer)
            .Allow(nameof(GetVouchers), Role.Customer)
            .Allow(nameof(CreateVoucherCampaign), Role.Admin)
            .Allow(nameof(IssueVoucherCodes), Role.Admin)
            .Allow(nameof(RevokeVoucherCampaign), Role.Admin)
            .Allow(nameof(GetVoucherCampaign), Role.Admin)
            .Allow(nameof(GetVoucherCampaigns), Role.Admin))
        .AddLimits(limits => limits.Put(RequestGroup.Money, nameof(RedeemVoucher)))
        .AddOperations(VouchersOperations.Describe);
}
