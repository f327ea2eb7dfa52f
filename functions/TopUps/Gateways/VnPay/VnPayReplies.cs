using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.TopUps.Gateways.VnPay;

/// <summary>The words of VNPay's protocol: HTTP 200 and two fields, whatever the answer is.</summary>
public static class VnPayReplies
{
    public static IActionResult Of(VnPayAnswer answer)
    {
        var (code, message) = Words(answer);
        return new OkObjectResult(new Dictionary<string, string> { ["RspCode"] = code, ["Message"] = message });
    }

    public static IActionResult GetOnly() => Problem.Of(405, "method_not_allowed", "Notices come by GET.");

    public static IActionResult TooLarge() =>
        Problem.Of(
            StatusCodes.Status413PayloadTooLarge, "too_large", $"At most {VnPayFields.MaxQueryLength} characters.");

    private static (string Code, string Message) Words(VnPayAnswer answer) => answer switch
    {
        VnPayAnswer.Confirmed => ("00", "Confirm Success"),
        VnPayAnswer.OrderNotFound => ("01", "Order not found"),
        VnPayAnswer.AlreadyConfirmed => ("02", "Order already confirmed"),
        VnPayAnswer.InvalidAmount => ("04", "Invalid amount"),
        VnPayAnswer.InvalidSignature => ("97", "Invalid signature"),
        VnPayAnswer.UnknownError => ("99", "Unknown error"),
    };
}
