using Billing.TopUps.Gateways.VnPay;

namespace Billing.Functions.Tests.TopUps.Gateways.VnPay;

public sealed class VnPaySignatureTests
{
    /// <summary>Vectors that nobody here made: the hashed string, then its hash.</summary>
    public static TheoryData<string, string, string, string> Queries => new()
    {
        {
            "V1: a paid notice with colons and spaces", "test_secret",
            "vnp_Amount=1000000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14422574&vnp_CardType=ATM"
            + "&vnp_OrderInfo=Thanh+toan+don+hang+2024-05-21T02%3A17%3A31.249Z&vnp_PayDate=20240521091806"
            + "&vnp_ResponseCode=00&vnp_TmnCode=TEST_TMN_CODE&vnp_TransactionNo=14422574"
            + "&vnp_TransactionStatus=00&vnp_TxnRef=1716257871703",
            "649982421beb422556a1374713c74e58e716ecbd05007c0c0e1f7effdfaf361d"
            + "bf146889ca446139afe11b9954c4d5c486e99e3b86fcfab6957f29eb0be72895"
        },
        {
            "V4: a pay address", "synthetic-vnpay-secret-1234567890",
            "vnp_Amount=5000000&vnp_Command=pay&vnp_CreateDate=20260805120000&vnp_CurrCode=VND"
            + "&vnp_ExpireDate=20260805121500&vnp_IpAddr=203.0.113.7&vnp_Locale=vn"
            + "&vnp_OrderInfo=MovieMate+booking+MMT123&vnp_OrderType=other"
            + "&vnp_ReturnUrl=https%3A%2F%2Fmerchant.example.com%2Fpayments%2Fvnpay%2Freturn"
            + "&vnp_TmnCode=TEST1234&vnp_TxnRef=MM260805120000ABC123&vnp_Version=2.1.0",
            "c69085b05a57e8fc15cec26d0b943c2c46f8718502752db7f8763fd54c2a81f1"
            + "cca645be2939de7ac3fce195eebf9bd66a25b4f42cac4c93008ad98b5ce688be"
        },
        {
            "V5: a literal plus", "test-only-secret",
            "vnp_Amount=12000000&vnp_OrderInfo=GoTravel+booking%3A+1%2B2&vnp_TxnRef=ref1",
            "0dc5fe1fd1d77f6ef574b8751738fe881b49c97a280db60fcb4fd5390b6ad07c"
            + "5d9cfb654589efa523de53ca215abf049e54276d62b02643c3c530130bf0c2bc"
        },
        {
            "V9: a cancelled notice, empty values skipped", "NAGTESTVNPAYHASHSECRET0123456789",
            "vnp_Amount=60000000&vnp_BankCode=NCB&vnp_OrderInfo=Chup+ngay+p60+01M3V7ME00REQ0000000000001"
            + "&vnp_PayDate=20261001150410&vnp_ResponseCode=24&vnp_TmnCode=NAGTEST1&vnp_TransactionNo=0"
            + "&vnp_TransactionStatus=02&vnp_TxnRef=01M3V7ME00PAYMENT000000001",
            "7103710c2fe40d49326293774f05a116f5ee0e39619667b5671550d54c1ea361"
            + "aa4fb952c6358e3db49f7661314bf0e7a84b3fdf94e3919b058a9e9ed228deb6"
        },
    };

    public static TheoryData<string, string, string, string> Pipes => new()
    {
        {
            "V11: a querydr request", "QHVNPAYHASHSECRET2026",
            "a1b2c3d4e5f60718293a4b5c6d7e8f90|2.1.0|querydr|QHC01234|1f7b0e42000040008000000000000001260918203000"
            + "|20260918203000|20260918205500|127.0.0.1|Tra cuu giao dich 1f7b0e42000040008000000000000001",
            "ad9ab8b8009910c91a2c804488b997539e89149a794b9daac9f9b832c593be96"
            + "0f6c1b42515b34cbfe942fa386dd62ce84df1085813bbc3e1bc03446279a0332"
        },
        {
            "V13: a refund request", "NAGTESTVNPAYHASHSECRET0123456789",
            "01M3V7ME00REFVND0000000001|2.1.0|refund|NAGTEST1|03|01M3V7ME00PAYMENT000000001|48000000|14600001"
            + "|20261001150000|dispatch|20261001153000|203.0.113.10|Hoan tien 01M3V7ME00REFVND0000000001",
            "1658ef34b27a052ae50781113802dbc2af708b0267776048122bd81815c60863"
            + "82aad5f6996092bcd36cddab6ac70a19950e1a09011f72099e110ae859cb9ed6"
        },
    };

    [Theory, MemberData(nameof(Queries))]
    public void A_query_is_rebuilt_and_hashed_as_the_vector_says(
        string vector, string secret, string query, string hash)
    {
        var fields =
            VnPayFields.Read($"vnp_Empty=&{query}&vnp_SecureHashType=HmacSHA512&vnp_SecureHash={hash}&other=x");

        Assert.True(fields is not null, vector);
        Assert.Equal(query, VnPaySignature.Canonical(fields.All));
        Assert.Equal(hash, VnPaySignature.Sign(secret, query));
        Assert.True(fields.AreSignedWith(secret));
    }

    [Theory, MemberData(nameof(Pipes))]
    public void A_pipe_checksum_is_what_the_vector_says(string vector, string secret, string text, string hash)
    {
        Assert.Equal(text, VnPaySignature.Piped(text.Split('|')));
        Assert.True(VnPaySignature.Sign(secret, text) == hash, vector);
    }

    [Fact]
    public void A_hash_matches_in_either_case()
    {
        var hash = VnPaySignature.Sign("secret", "text");

        Assert.True(VnPaySignature.Matches("secret", "text", hash));
        Assert.True(VnPaySignature.Matches("secret", "text", hash.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData(null)]
    public void What_is_no_hash_matches_nothing(string? given)
    {
        Assert.False(VnPaySignature.Matches("secret", "text", given));
        Assert.False(VnPaySignature.Matches("secret", "text", new string('z', 128)));
        Assert.False(VnPaySignature.Matches("secret", "text", new string('a', 10_000)));
        Assert.False(VnPaySignature.Matches("secret", "text", VnPaySignature.Sign("secret", "text")[..127]));
        Assert.False(VnPaySignature.Matches("other", "text", VnPaySignature.Sign("secret", "text")));
    }

    [Fact]
    public void A_missing_value_is_an_empty_segment() => Assert.Equal("a||c", VnPaySignature.Piped("a", "", "c"));
}
