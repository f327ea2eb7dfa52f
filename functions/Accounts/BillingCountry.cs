using System.Collections.Frozen;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>
/// Where a customer is billed: it decides the currencies on offer, the billing time zone and the shape of tax codes.
/// </summary>
public readonly record struct BillingCountry
{
    private static readonly FrozenSet<string> Codes = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ "
        + "BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM "
        + "DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS "
        + "GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
        + "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ "
        + "MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        + "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
        + "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
        + "VN VU WF WS YE YT ZA ZM ZW")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly string? _code;

    private BillingCountry(string code) => _code = code;

    /// <summary>ISO 3166-1 alpha-2, two capital letters.</summary>
    public string Code => _code ?? throw new InvalidOperationException("A country without a code was used.");

    public static BillingCountry Vietnam => new("VN");

    public static BillingCountry Japan => new("JP");

    /// <summary>IANA name; billing days and months are counted in it.</summary>
    public string TimeZone => Code switch
    {
        "VN" => "Asia/Ho_Chi_Minh",
        "JP" => "Asia/Tokyo",
        _ => "UTC",
    };

    public static bool TryParse(string? code, out BillingCountry country)
    {
        var exists = code is not null && Codes.Contains(code);
        country = exists ? new(code!) : default;
        return exists;
    }

    /// <exception cref="FormatException">The code is not assigned.</exception>
    public static BillingCountry Parse(string code) =>
        TryParse(code, out var country) ? country : throw new FormatException($"'{code}' is not a country.");

    /// <summary>
    /// What the country's customers may hold: dong in Vietnam, yen in Japan, what PayPal supports elsewhere.
    /// </summary>
    public bool Offers(Currency currency, CurrencyMinimums minimums)
    {
        if (!minimums.IsEnabled(currency)) return false;
        return Code switch
        {
            "VN" => currency == Currency.Vnd,
            "JP" => currency == Currency.Jpy,
            _ => currency != Currency.Vnd,
        };
    }

    public IEnumerable<Currency> Currencies(CurrencyMinimums minimums)
    {
        var country = this;
        return Currency.All.Where(currency => country.Offers(currency, minimums)).Order();
    }

    public override string ToString() => Code;
}
