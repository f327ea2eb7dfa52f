using System.Security.Cryptography;
using System.Text;
using Billing.Ledger;

namespace Billing.Vouchers;

/// <summary>The row keys of codes, and the partitions in which they are counted.</summary>
internal static class VoucherKeys
{
    public const string OpenStart = "O|";
    public const string OpenEnd = "O}";

    /// <summary>Which of the partitions of all codes counts those of a campaign with a budget.</summary>
    public static string BucketOf(CampaignId campaign) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(campaign.Value)))[..2];

    public static string Budget(CampaignId campaign) => $"B|{campaign}";

    public static string Count(string digest) => $"U|{digest}";

    public static string Voucher(string digest) => $"V|{digest}";

    public static string Redemption(string digest, AccountId account) => $"D|{digest}|{account}";

    public static string Open(string digest, AccountId account) => $"O|{digest}|{account}";

    public static (string Digest, string Key) RedemptionOf(string openKey) =>
        (openKey.Split('|')[1], $"D{openKey[1..]}");
}
