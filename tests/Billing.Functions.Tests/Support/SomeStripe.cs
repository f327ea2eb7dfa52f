using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Billing.Ledger;
using Billing.Money;
using Billing.TopUps;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.Support;

/// <summary>Stripe's account, events and signatures that tests start from.</summary>
public static class SomeStripe
{
    public const string Secret = "whsec_test_secret";
    public const string OldSecret = "whsec_old_secret";
    public const string Session = "cs_test_1";
    public const string Intent = "pi_1";
    public const long Created = 1_795_323_600;

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(Created);
    public static readonly Amount Yen = Amount.OfMinor(3_000, Currency.Jpy);

    public static StripeAccount Account { get; } = new(
        "sk_test_hidden-key",
        new("http://localhost:7071/sandbox/stripe"),
        [OldSecret, Secret],
        new("http://localhost:7071/api/v1/payments/stripe/return"));

    public static TopUp TopUp(TopUpStatus status = TopUpStatus.Pending) =>
        new(
            SomeTopUp.Id, AccountId.Parse("acme"), Yen, PayMethod.Stripe, new("2026-11", Now), Now, Now.AddHours(1),
            status)
        {
            GatewayId = Session,
        };

    /// <summary>A session that was paid.</summary>
    public static JsonObject PaidSession() => new()
    {
        ["id"] = Session, ["object"] = "checkout.session", ["amount_total"] = 3000, ["currency"] = "jpy",
        ["client_reference_id"] = SomeTopUp.Id.Value, ["livemode"] = false, ["mode"] = "payment",
        ["metadata"] = new JsonObject { ["topup_id"] = SomeTopUp.Id.Value },
        ["payment_intent"] = Intent, ["payment_status"] = "paid", ["status"] = "complete",
    };

    public static JsonObject PaidIntent() => new()
    {
        ["id"] = Intent, ["object"] = "payment_intent", ["amount"] = 3000, ["amount_received"] = 3000,
        ["currency"] = "jpy", ["latest_charge"] = "ch_1", ["status"] = "succeeded",
        ["metadata"] = new JsonObject { ["topup_id"] = SomeTopUp.Id.Value },
    };

    public static JsonObject Event(string type, JsonNode about) => new()
    {
        ["id"] = "evt_1", ["object"] = "event", ["api_version"] = "2026-10-28.endive", ["created"] = Created,
        ["livemode"] = false, ["type"] = type, ["data"] = new JsonObject { ["object"] = about },
    };

    public static byte[] Bytes(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());

    /// <summary>Another value of a member; null takes it away.</summary>
    public static JsonObject With(this JsonObject node, string name, JsonNode? value)
    {
        node.Remove(name);
        if (value is not null) node[name] = value;
        return node;
    }

    /// <summary>v1 by the published rule, not by the library.</summary>
    public static string Sign(byte[] body, string time, string secret = Secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]));

    public static string Header(byte[] body, long time = Created, string secret = Secret) =>
        $"t={time},v1={Sign(body, $"{time}", secret)}";
}
