using System.Text;
using System.Text.Json.Nodes;
using Billing.EndToEnd.Tests.TopUps;

namespace Billing.EndToEnd.Tests.Fuzz;

/// <summary>
/// Notices that say a pending top-up was paid: signed as the gateway signs, and then one byte is another.
/// </summary>
internal sealed class ForgedNotices(string topUp)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789=";

    public WireRequest Forged(FuzzRoute route, Dice dice) => route.Path.Split('/')[^1] switch
    {
        "vnpay" => VnPay(route, dice),
        "stripe" => Stripe(route, dice),
        _ => PayPal(route, dice),
    };

    private WireRequest VnPay(FuzzRoute route, Dice dice) =>
        new(route.Method, $"{route.Path}?{Broken(VnPayNoticeCases.Good(topUp), dice)}", [], []);

    private WireRequest Stripe(FuzzRoute route, Dice dice)
    {
        var body = Encoding.UTF8.GetBytes(StripeWorld.Event("checkout.session.completed", new()
        {
            ["id"] = "cs_test_1", ["object"] = "checkout.session", ["amount_total"] = 3_000, ["currency"] = "jpy",
            ["client_reference_id"] = topUp, ["payment_status"] = "paid", ["status"] = "complete",
        }).ToJsonString());
        var time = StripeWorld.Now();
        var signature = StripeWorld.Sign(body, time);
        if (dice.Percent(50)) signature = Broken(signature, dice);
        else body = Encoding.UTF8.GetBytes(Broken(Encoding.UTF8.GetString(body), dice));
        return new(
            route.Method,
            route.Path,
            ["Content-Type: application/json", $"Stripe-Signature: t={time},v1={signature}"],
            body);
    }

    private WireRequest PayPal(FuzzRoute route, Dice dice)
    {
        var body = new JsonObject
        {
            ["id"] = "WH-1", ["event_type"] = "PAYMENT.CAPTURE.COMPLETED", ["create_time"] = "2026-11-01T00:00:00Z",
            ["resource"] = new JsonObject { ["id"] = "CAP1", ["status"] = "COMPLETED", ["custom_id"] = topUp },
        };
        string[] certificates =
        [
            "https://api.paypal.com/v1/notifications/certs/CERT-1", "http://127.0.0.1:1/cert", "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data", "https://api.paypal.com.evil.test/x", "nonsense", "",
        ];
        return new(
            route.Method,
            route.Path,
            [
                "Content-Type: application/json", "Paypal-Transmission-Id: 1", "Paypal-Auth-Algo: SHA256withRSA",
                "Paypal-Transmission-Time: 2026-11-01T00:00:00Z", $"Paypal-Cert-Url: {dice.Of(certificates)}",
                $"Paypal-Transmission-Sig: {Convert.ToBase64String([dice.Byte(), dice.Byte()])}",
            ],
            Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    /// <summary>Another letter, and not the same one in capitals: those may mean the same.</summary>
    private static string Broken(string text, Dice dice)
    {
        var place = dice.Below(text.Length);
        var other = Letters[dice.Below(Letters.Length)];
        if (char.ToLowerInvariant(text[place]) == other) other = other == 'q' ? 'k' : 'q';
        return $"{text[..place]}{other}{text[(place + 1)..]}";
    }
}
