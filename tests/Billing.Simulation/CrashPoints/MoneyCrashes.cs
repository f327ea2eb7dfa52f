using Billing.Accounts;
using Billing.Functions.Tests.Support;
using Billing.Ledger;
using Billing.Money;
using Billing.Pricing;
using Billing.Simulation.World;
using Billing.TopUps;
using Billing.TopUps.Gateways.VnPay;
using Billing.Vouchers;
using static Billing.Simulation.Support.Answers;

namespace Billing.Simulation.CrashPoints;

/// <summary>Money that comes in: top-ups, vouchers, plans; and what people choose and publish.</summary>
internal static class MoneyCrashes
{
    private static readonly string Owner = CrashScene.First.Value;

    public static IReadOnlyList<CrashOperation> All { get; } =
    [
        new("start-top-up", Quoted, Start),
        new("notice", Paid, Notice),
        new("redeem", Offered, Redeem),
        new("redeem-welcome", Welcome, Redeem),
        new("activate-cover", Funded, Activate),
        new("settings", Funded, Choose),
        new("publish-price", scene => scene.Customers(), Publish),
    ];

    /// <summary>The fields of a notice of a payment, signed as the gateway does.</summary>
    public static string Signed(CrashScene scene)
    {
        var payment = scene.World.Gateway.Payments.Single(it => it.IsPaid);
        var terminal = scene.World.Worker()!.Service<VnPayTerminal>();
        var query = VnPaySignature.Canonical(new Dictionary<string, string>
        {
            ["vnp_TmnCode"] = terminal.Code,
            ["vnp_Amount"] = $"{payment.TopUp.Amount.ToMinor()}00",
            ["vnp_BankCode"] = "NCB",
            ["vnp_PayDate"] = "20260310160130",
            ["vnp_OrderInfo"] = "Top-up",
            ["vnp_TransactionNo"] = "14600001",
            ["vnp_ResponseCode"] = "00",
            ["vnp_TransactionStatus"] = "00",
            ["vnp_TxnRef"] = payment.TopUp.Id.Value,
        });
        return $"?{query}&{VnPaySignature.Field}={VnPaySignature.Sign(terminal.Secret, query)}";
    }

    private static void Funded(CrashScene scene)
    {
        scene.Customers();
        scene.Fund();
    }

    private static void Quoted(CrashScene scene)
    {
        scene.Customers();
        var (id, dong) = (TopUpId.Parse(scene.World.NewId(scene.World.Dice)), Amount.Parse("500000", Currency.Vnd));
        Now(new QuoteTable(scene.World.Open)
            .Add(new(id, CrashScene.First, dong, dong, PayMethod.VnPay, "2026-11", scene.Now), default));
    }

    private static void Start(CrashScene scene)
    {
        var quote = scene.World.Store.Open(QuoteTable.Name).Rows.Single()["id"];
        var body = $$"""{"quoteId":"{{quote}}","acceptTerms":true,"termsVersion":"2026-11"}""";
        scene.Ask(new(
            nameof(StartTopUp), "POST", $"/api/v1/accounts/{Owner}/top-ups", body, "start-1", CrashScene.First,
            (worker, request) => worker.Function<StartTopUp>().Run(request, Owner, default)));
    }

    private static void Paid(CrashScene scene)
    {
        scene.Customers();
        scene.Paid(scene.Begun());
    }

    private static void Notice(CrashScene scene) => scene.Ask(new(
        nameof(ReceiveVnPayNotice), "GET", "/api/v1/webhooks/vnpay", "", null, null,
        (worker, request) => worker.Function<ReceiveVnPayNotice>().Run(request, default))
    {
        Query = Signed(scene),
    });

    private static void Offered(CrashScene scene)
    {
        Funded(scene);
        scene.Campaign();
    }

    private static void Welcome(CrashScene scene)
    {
        scene.Customers();
        scene.Campaign(isWelcome: true);
    }

    private static void Redeem(CrashScene scene) => scene.Ask(new(
        nameof(RedeemVoucher), "POST", $"/api/v1/accounts/{Owner}/vouchers",
        $$"""{"code":"{{CrashSetup.Code}}"}""", "redeem-1", CrashScene.First,
        (worker, request) => worker.Function<RedeemVoucher>().Run(request, Owner, default)));

    /// <summary>A term of a plan begins, with a key of its own, as whoever renews plans does it.</summary>
    private static void Activate(CrashScene scene)
    {
        var terms = new CoverTerms(
            new(IsComprehensive: true, []), SimWorld.Begin, SimWorld.Begin.AddDays(40),
            Amount.Parse("90000", Currency.Vnd), [], IsSharedCeiling: false, []);
        var fact = new MovementFact.CoverActivated("plan-1", 1, terms);
        scene.Persist("activate", worker => worker.Service<LedgerDesk>().Decide(
            CrashScene.First,
            async (_, stop) =>
            {
                var ledger = worker.Service<LedgerTable>();
                if (await ledger.FindOnce(CrashScene.First, "plan", fact.Plan, stop) is not null)
                    return new Decision<bool>(false);

                return new Decision<bool>(true, new LedgerEntry(worker.Clock.GetUtcNow())
                {
                    Movements = [fact],
                    Once = [new("plan", fact.Plan, RequestHash: "", Answer: "")],
                });
            },
            default));
    }

    private static void Choose(CrashScene scene) => scene.Ask(new(
        nameof(PutSettings), "PUT", $"/api/v1/accounts/{Owner}/settings",
        """{"lowBalance":[{"amount":"200000","currency":"VND"}]}""", "choose-1", CrashScene.First,
        (worker, request) => worker.Function<PutSettings>().Run(request, Owner, default)));

    private static void Publish(CrashScene scene)
    {
        const string Terms = """
            {"validFrom":"2026-03-12T00:00:00Z","description":"{quantity} units",
             "prices":[{"model":"perUnit","per":"1","price":"900"}]}
            """;
        scene.Ask(new(
            nameof(PublishPriceVersion), "POST", "/api/v1/rate-cards/ai-inference/input-tokens/VND/versions", Terms,
            "publish-1", null,
            (worker, request) =>
                worker.Function<PublishPriceVersion>().Run(request, "ai-inference", "input-tokens", "VND", default)));
    }
}
