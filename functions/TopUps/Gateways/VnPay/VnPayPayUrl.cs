using System.Net;
using System.Net.Sockets;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>The address at which a customer pays one top-up: every field that VNPay asks for, signed.</summary>
public static class VnPayPayUrl
{
    private const string AnyAddress = "127.0.0.1";
    private const int MinAddressLength = 7;

    /// <summary>The same top-up and payer always give the same address.</summary>
    public static Uri For(TopUp topUp, Payer payer, VnPayTerminal terminal)
    {
        var query = VnPaySignature.Canonical(Fields(topUp, payer, terminal));
        var hash = VnPaySignature.Sign(terminal.Secret, query);
        return new($"{terminal.PayUrl.AbsoluteUri}?{query}&{VnPaySignature.Field}={hash}");
    }

    /// <summary>
    /// Only letters, digits, space and . : _ - : VNPay refuses others, and encoders disagree on them.
    /// </summary>
    public static string OrderInfo(TopUpId id) => $"Top-up {id}";

    private static Dictionary<string, string> Fields(TopUp topUp, Payer payer, VnPayTerminal terminal) => new()
    {
        ["vnp_Version"] = VnPayTerminal.Version,
        ["vnp_Command"] = "pay",
        ["vnp_TmnCode"] = terminal.Code,
        ["vnp_Amount"] = VnPayAmount.Write(topUp.Amount),
        ["vnp_CurrCode"] = "VND",
        ["vnp_CreateDate"] = VnPayTime.Write(topUp.StartedAt),
        ["vnp_ExpireDate"] = VnPayTime.Write(topUp.PayBefore),
        ["vnp_IpAddr"] = AddressText(payer.Address),
        ["vnp_Locale"] = "vn",
        ["vnp_OrderInfo"] = OrderInfo(topUp.Id),
        ["vnp_OrderType"] = "other",
        ["vnp_ReturnUrl"] = terminal.ReturnUrl.AbsoluteUri,
        ["vnp_TxnRef"] = topUp.Id.Value,
    };

    /// <summary>IPv4 where there is one: VNPay takes 7 to 45 characters.</summary>
    private static string AddressText(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return AnyAddress;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();

        var text = new IPAddress(address.GetAddressBytes()).ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && text.Length < MinAddressLength
            ? AnyAddress
            : text;
    }
}
