using System.Text.Json;
using Billing.Money;
using Billing.Pricing;

namespace Billing.Usage;

/// <summary>What an event's data says of money: a currency, and perhaps a unit price or an amount in it.</summary>
internal struct StatedMoney
{
    private const int CodeLength = 3;

    private JsonElement _currency;
    private JsonElement _unitPrice;
    private JsonElement _amount;

    /// <summary>False if the member was there before; null if it is none of these.</summary>
    public bool? Take(string? name, JsonElement value) => name switch
    {
        "currency" => JsonTexts.Set(ref _currency, value),
        "unitPrice" => JsonTexts.Set(ref _unitPrice, value),
        "amount" => JsonTexts.Set(ref _amount, value),
        _ => null,
    };

    /// <summary>What is stated, or null for nothing; false with the fault if it cannot be meant.</summary>
    public readonly bool TryRead(Quantity quantity, out StatedPrice? stated, out EventFault fault)
    {
        (stated, fault) = (null, EventFault.PriceInvalid);
        if (IsSent(_unitPrice) && IsSent(_amount)) return false;
        if (!IsSent(_currency) && !IsSent(_unitPrice) && !IsSent(_amount)) return true;

        fault = EventFault.CurrencyInvalid;
        if (!JsonTexts.TryText(_currency, CodeLength, out var code) || !Currency.TryParse(code, out var currency))
            return false;

        fault = EventFault.PriceInvalid;
        stated = Read(currency);
        return stated is { Amount.IsNegative: false } && !IsForNothing(stated, quantity);
    }

    private static bool IsSent(JsonElement json) =>
        json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>No quantity is billed as nothing, so an amount for it could only be lost.</summary>
    private static bool IsForNothing(StatedPrice stated, Quantity quantity) =>
        stated is { Kind: StatedPriceKind.Amount, Amount.IsZero: false } && quantity.IsZero;

    private readonly StatedPrice? Read(Currency currency)
    {
        if (IsSent(_unitPrice)) return Read(StatedPriceKind.UnitPrice, _unitPrice, currency);
        return IsSent(_amount)
            ? Read(StatedPriceKind.Amount, _amount, currency)
            : new(StatedPriceKind.Currency, Amount.Zero(currency));
    }

    private static StatedPrice? Read(StatedPriceKind kind, JsonElement json, Currency currency) =>
        JsonTexts.TryDigits(json, out var text) && Amount.TryParse(text, currency, out var amount)
            ? new(kind, amount)
            : null;
}
