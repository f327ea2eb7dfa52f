using System.Security.Cryptography;
using System.Text;
using Billing.LocalHost.Sandbox.Stripe;

namespace Billing.LocalHost.Tests.Sandbox.Stripe;

public sealed class StripeStampTests
{
    /// <summary>The body of the published vector, to its last line feed.</summary>
    private const string PublishedBody =
        "{\n  \"id\": \"evt_123\",\n  \"object\": \"event\",\n  \"account\": \"acct_123\",\n"
        + "  \"api_version\": \"2017-05-25\",\n  \"created\": 1533204620,\n  \"data\": {\n    \"object\": {\n"
        + "      \"id\": \"cus_123\",\n      \"object\": \"customer\",\n      \"created\": 123456789,\n"
        + "      \"email\": \"test@stripe.com\",\n      \"livemode\": false,\n      \"metadata\": {}\n    }\n  },\n"
        + "  \"livemode\": false,\n  \"pending_webhooks\": 1,\n  \"request\": {\n    \"id\": \"req_123\",\n"
        + "    \"idempotency_key\": \"idempotency-key-123\"\n  },\n  \"type\": \"customer.created\"\n}\n";

    private const string PublishedHash = "98cc89412549ca7faf118fca984763bdb6f81e13d1ce8c528dbbb5be602ec1be";

    /// <summary>Vectors that nobody here made: secret, time, body, signature.</summary>
    public static TheoryData<string, long, string, string> Vectors => new()
    {
        {
            "webhook_secret", 1533204620, PublishedBody,
            "2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7"
        },
        {
            "whsec_test_secret", 1700000100, """{"id":"evt_test","object":"event"}""",
            "ac398ac344f20a186ad23546e9a3443633c8cf44b6708885707ea12979c32ce2"
        },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void A_body_is_signed_as_the_vector_says(string secret, long time, string body, string signature)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(signature, StripeStamp.Sign(secret, time, bytes));
        Assert.Equal($"t={time},v1={signature}", StripeStamp.Header([secret], time, bytes));
        Assert.NotEqual(signature, StripeStamp.Sign(secret, time + 1, bytes));
        Assert.NotEqual(signature, StripeStamp.Sign(secret, time, [.. bytes, (byte)'\n']));
    }

    [Fact]
    public void The_published_body_is_the_published_one() =>
        Assert.Equal(PublishedHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PublishedBody))));

    [Fact]
    public void While_a_secret_is_rolled_there_is_a_signature_of_each()
    {
        var header = StripeStamp.Header(["old", "new"], 7, "{}"u8);

        Assert.Equal(
            $"t=7,v1={StripeStamp.Sign("old", 7, "{}"u8)},v1={StripeStamp.Sign("new", 7, "{}"u8)}", header);
        Assert.NotEqual(header, StripeStamp.Spoil(header));
        Assert.Equal(header[..^1], StripeStamp.Spoil(header)[..^1]);
    }
}
