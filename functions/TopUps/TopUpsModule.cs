using Billing.Platform;
using Billing.Platform.Limits;
using Billing.TopUps.Gateways;
using Billing.TopUps.Gateways.BankTransfer;
using Billing.TopUps.Gateways.PayPal;
using Billing.TopUps.Gateways.Stripe;
using Billing.TopUps.Gateways.VnPay;
using Billing.TopUps.Inbox;
using Billing.TopUps.Settlements;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.TopUps;

/// <summary>Top-ups: quotes, payments through the gateways, and the credit that they become.</summary>
public static class TopUpsModule
{
    public static IServiceCollection AddTopUps(this IServiceCollection services) => services
        .AddTable(QuoteTable.Name).AddSingleton<QuoteTable>()
        .AddTable(PaymentRefTable.Name).AddSingleton<PaymentRefTable>()
        .AddTable(PollTable.Name).AddSingleton<PollTable>()
        .AddSingleton<TopUpTable>()
        .AddSingleton(TopUpTable.Witness)
        .AddSingleton<TopUpFinder>()
        .AddTable(CaptureTable.Name).AddSingleton<CaptureTable>()
        .AddTable(InboxTable.Name).AddSingleton<InboxTable>()
        .AddSingleton<TopUpCommit>()
        .AddSingleton<TopUpDesk>()
        .AddSingleton<RefundDesk>()
        .AddSingleton<NoticeDesk>()
        .AddSingleton<PaymentAlerts>()
        .AddSingleton<TopUpOpening>()
        .AddSingleton<TopUpPolling>()
        .AddSingleton<PaymentGateways>()
        .AddSettings(TopUpSettings.Rules)
        .AddSettings(TransferAccounts.Read)
        .AddSettings(TopUpSettings.Terminal)
        .AddSettings(TopUpSettings.Portal)
        .AddVnPay()
        .AddPayPal()
        .AddStripe()
        .AddBankTransfer()
        .AddSettlements()
        .AddAccess(access => access
            .AllowAnonymous(nameof(GetPaymentOptions))
            .AllowAnonymous(nameof(ReceiveVnPayNotice))
            .AllowAnonymous(nameof(ReturnFromVnPay))
            .Allow(nameof(GetPayment), Role.Finance)
            .Allow(nameof(DecidePayment), Role.Finance)
            .Allow(nameof(RefundPayment), Role.Finance)
            .Allow(nameof(SettleRefund), Role.Finance)
            .Allow(nameof(GetPaymentNotices), Role.Finance)
            .Allow(nameof(GetPaymentNotice), Role.Finance)
            .Allow(nameof(ReplayPaymentNotice), Role.Finance)
            .Allow(nameof(QuoteTopUp), Role.Customer)
            .Allow(nameof(StartTopUp), Role.Customer)
            .Allow(nameof(GetTopUp), Role.Customer, Role.Finance))
        .AddLimits(limits => limits.Put(RequestGroup.Webhooks, nameof(ReceiveVnPayNotice)))
        .AddLimits(limits => limits.Put(
            RequestGroup.Money,
            nameof(StartTopUp),
            nameof(DecidePayment),
            nameof(RefundPayment),
            nameof(SettleRefund)))
        .AddOperations(TopUpsOperations.Describe)
        .AddOperations(InboxOperations.Describe)
        .AddOperations(GatewayOperations.Describe);

    private static IServiceCollection AddVnPay(this IServiceCollection services)
    {
        services
            .AddHttpClient(nameof(VnPayGateway), http =>
            {
                http.Timeout = TimeSpan.FromSeconds(VnPayGateway.TimeoutSeconds);
                http.MaxResponseContentBufferSize = VnPayGateway.MaxAnswerBytes;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.AllowAutoRedirect = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return services
            .AddSingleton(provider => new VnPayGateway(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(VnPayGateway)),
                provider.GetRequiredService<VnPayTerminal>(),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<VnPayGateway>())
            .AddSingleton<VnPayNoticeReader>()
            .AddSingleton<INoticeReader>(provider => provider.GetRequiredService<VnPayNoticeReader>());
    }
}
