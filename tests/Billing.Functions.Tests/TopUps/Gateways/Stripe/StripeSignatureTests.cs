using System.Security.Cryptography;
using System.Text;
using Billing.Functions.Tests.Support;
using Billing.TopUps.Gateways.Stripe;

namespace Billing.Functions.Tests.TopUps.Gateways.Stripe;

public sealed class StripeSignatureTests
{
    private const long T = SomeStripe.Created;

    private static readonly byte[] Body = SomeStripe.Event("x", SomeStripe.PaidSession()).Bytes();

    /// <summary>The body of the published vector, to its last line feed.</summary>
    private const string PublishedBody =
        "{\n  \"id\": \"evt_123\",\n  \"object\": \"event\",\n  \"account\": \"acct_123\",\n"
        + "  \"api_version\": \"2017-05-25\",\n  \"created\": 1533204620,\n  \"data\": {\n    \"object\": {\n"
        + "      \"id\": \"cus_123\",\n      \"object\": \"customer\",\n      \"created\": 123456789,\n"
        + "      \"email\": \"test@stripe.com\",\n      \"livemode\": false,\n      \"metadata\": {}\n    }\n  },\n"
        + "  \"livemode\": false,\n  \"pending_webhooks\": 1,\n  \"request\": {\n    \"id\": \"req_123\",\n"
        + "    \"idempotency_key\": \"idempotency-key-123\"\n  },\n  \"type\": \"customer.created\"\n}\n";

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

    /// <summary>What a header may be, and whether it is good.</summary>
    public static TheoryData<string, string?, bool> Headers => new()
    {
        { "good", Good(), true },
        { "other schemes beside it", $"t={T},v0=abc,v2=x,{V1()},foo=bar", true },
        { "spaces after commas", $"t={T}, {V1()}", true },
        { "the second of two signatures", $"t={T},v1={new string('a', 64)},{V1()}", true },
        { "the older secret, while it is rolled", SomeStripe.Header(Body, T, SomeStripe.OldSecret), true },
        { "300 s old", SomeStripe.Header(Body, T - 300), true },
        { "300 s ahead", SomeStripe.Header(Body, T + 300), true },
        { "none", null, false },
        { "empty", "", false },
        { "no form", "abc", false },
        { "commas", ",,", false },
        { "empty time", "t=", false },
        { "time alone", $"t={T}", false },
        { "only v0", $"t={T},v0={SomeStripe.Sign(Body, $"{T}")}", false },
        { "signature alone", V1(), false },
        { "another secret", SomeStripe.Header(Body, T, "whsec_other"), false },
        { "capitals", $"t={T},v1={SomeStripe.Sign(Body, $"{T}").ToUpperInvariant()}", false },
        { "another time than was signed", $"t={T + 1},{V1()}", false },
        { "cut short", Good()[..^1], false },
        { "301 s old", SomeStripe.Header(Body, T - 301), false },
        { "301 s ahead", SomeStripe.Header(Body, T + 301), false },
        { "a time that is none, signed", $"t=abc,v1={SomeStripe.Sign(Body, "abc")}", false },
        { "a time beyond counting, signed", $"t=99999999999,v1={SomeStripe.Sign(Body, "99999999999")}", false },
        { "10 kB", $"t={T},v1={new string('f', 10_000)}", false },
    };

    [Theory, MemberData(nameof(Vectors))]
    public void A_vector_is_good_and_a_changed_one_is_not(string secret, long time, string text, string signature)
    {
        var account = SomeStripe.Account with { WebhookSecrets = ["whsec_another", secret] };
        var (body, header) = (Encoding.UTF8.GetBytes(text), $"t={time},v1={signature}");
        var now = DateTimeOffset.FromUnixTimeSeconds(time + 100);

        Assert.True(StripeSignature.IsGood(body, header, account, now));
        Assert.False(StripeSignature.IsGood([.. body, (byte)'\n'], header, account, now));
        Assert.False(StripeSignature.IsGood(body, header, SomeStripe.Account with { WebhookSecrets = [""] }, now));
    }

    [Fact]
    public void The_published_body_is_the_published_one() => Assert.Equal(
        "98cc89412549ca7faf118fca984763bdb6f81e13d1ce8c528dbbb5be602ec1be",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PublishedBody))));

    [Theory, MemberData(nameof(Headers))]
    public void A_header_is_good_or_not_and_never_an_exception(string name, string? header, bool isGood) =>
        Assert.True(StripeSignature.IsGood(Body, header, SomeStripe.Account, SomeStripe.Now) == isGood, name);

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    public void What_was_signed_need_not_be_an_event(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);

        Assert.True(StripeSignature.IsGood(body, SomeStripe.Header(body), SomeStripe.Account, SomeStripe.Now));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_not_good()
    {
        byte[] body = [0x7B, 0xFF, 0xFE, 0x7D];

        Assert.False(StripeSignature.IsGood(body, SomeStripe.Header(body), SomeStripe.Account, SomeStripe.Now));
    }

    private static string Good() => SomeStripe.Header(Body);

    private static string V1() => $"v1={SomeStripe.Sign(Body, $"{T}")}";
}
