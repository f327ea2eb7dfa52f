using System.Collections.Immutable;
using Billing.Accounts;
using Billing.Money;
using Billing.Platform;
using Billing.TopUps.Gateways.VnPay;

namespace Billing.TopUps;

/// <summary>Reads what may be bought, and how it is paid, from the settings; a contradiction stops the start.</summary>
public static class TopUpSettings
{
    private const string MinimumsName = "Accounts__CurrencyMinimums";
    private const string MaximumsName = "TopUps__Maximums";
    private const string PresetsName = "TopUps__Presets";
    private const string AmountsForm = "like VND 500000 1000000, USD 25 50";

    public static TopUpRules Rules(Settings settings)
    {
        var minimums =
            settings.Value<CurrencyMinimums>(MinimumsName, CurrencyMinimums.TryParse, "like VND 500000, USD 25");
        var maximums = settings.Value<AmountLists>(MaximumsName, AmountLists.TryParse, AmountsForm);
        var presets = settings.Value<AmountLists>(PresetsName, AmountLists.TryParse, AmountsForm);
        var ranges = ImmutableSortedDictionary<Currency, AmountRange>.Empty;
        foreach (var (currency, minimum) in minimums?.ByCurrency ?? ImmutableSortedDictionary<Currency, Amount>.Empty)
        {
            var range = new AmountRange(
                minimum, maximums?.Of(currency).FirstOrDefault() ?? default, presets?.Of(currency) ?? []);
            if (range.Maximum.Currency != currency || range.Maximum < minimum)
                settings.Fault(MaximumsName, $"names no maximum of {currency} that is at least the minimum");
            else if (range.Presets.Any(preset => preset < range.Minimum || preset > range.Maximum))
                settings.Fault(PresetsName, $"names a preset of {currency} outside its minimum and maximum");
            ranges = ranges.Add(currency, range);
        }

        return new(settings.Text("TopUps__TermsVersion"), ranges, MethodSettings.Read(settings));
    }

    public static VnPayTerminal Terminal(Settings settings) => new(
        settings.Text("VnPay__TmnCode"),
        settings.Text("VnPay__HashSecret"),
        settings.Uri("VnPay__PayUrl"),
        settings.Uri("VnPay__ApiUrl"),
        settings.Uri("VnPay__ReturnUrl"),
        settings.Text("VnPay__ServerAddress"));

    public static PortalAddress Portal(Settings settings) => new(settings.Uri("Portal__Url"));
}
