using System.Text.Json;

namespace Billing.TopUps.Gateways.PayPal;

/// <summary>The order that a top-up becomes at PayPal: one unit, paid at once, that names us twice.</summary>
public static class PayPalOrderBody
{
    private const string Description = "Credit top-up";

    /// <summary>The top-up's id is our reference and the invoice: PayPal takes an invoice once.</summary>
    /// <param name="value">What the customer pays, as PayPal writes it.</param>
    public static byte[] Write(TopUp topUp, string value, PayPalMerchant merchant) =>
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            intent = "CAPTURE",
            purchase_units = new[]
            {
                new
                {
                    reference_id = "default",
                    custom_id = topUp.Id.Value,
                    invoice_id = topUp.Id.Value,
                    description = Description,
                    amount = new { currency_code = topUp.Total.Currency.Code, value },
                },
            },
            payment_source = new
            {
                paypal = new
                {
                    experience_context = new
                    {
                        brand_name = merchant.BrandName,
                        shipping_preference = "NO_SHIPPING",
                        user_action = "PAY_NOW",
                        payment_method_preference = "IMMEDIATE_PAYMENT_REQUIRED",
                        return_url = Of(merchant.ReturnUrl, topUp.Id),
                        cancel_url = Of(merchant.CancelUrl, topUp.Id),
                    },
                },
            },
        });

    /// <summary>PayPal adds the order and the payer to it.</summary>
    private static string Of(Uri address, TopUpId id) =>
        $"{address.AbsoluteUri}{(address.Query.Length > 0 ? '&' : '?')}topUp={id}";
}
