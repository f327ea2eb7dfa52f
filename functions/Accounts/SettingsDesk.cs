using Billing.Ledger;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>
/// Changes settings where they are kept: thresholds by a fact of the ledger, which must know them when it commits;
/// preferences in a row of their own. What breaks between the two is mended by the same request again.
/// </summary>
public sealed class SettingsDesk(
    LedgerDesk desk,
    ProfileTable profiles,
    PreferencesTable preferences,
    LowBalanceDefaults defaults,
    TimeProvider clock)
{
    private const int MaxAttempts = 8;

    /// <param name="ifMatch">The version that the caller edited; null to edit whatever there is.</param>
    /// <exception cref="BusyException">Others kept changing the preferences.</exception>
    public async Task<Outcome<AccountSettings, SettingsRefusal>> Change(
        AccountId account, SettingsWish wish, string? ifMatch, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var stored = await preferences.FindStored(account, stop);
            var outcome = await desk.Decide(
                account, (head, token) => Decide(head, stored.Preferences, wish, ifMatch, token), stop);
            if (!outcome.IsAccepted(out var changed, out var refusal)) return refusal;
            if (changed.Preferences == stored.Preferences) return changed;
            if (await preferences.Save(account, stored, changed.Preferences, stop)) return changed;
            if (ifMatch is not null) return SettingsRefusal.ChangedMeanwhile;
        }

        throw new BusyException($"The preferences of {account} kept changing.");
    }

    private async Task<Decision<Outcome<AccountSettings, SettingsRefusal>>> Decide(
        AccountHead head, Preferences chosen, SettingsWish wish, string? ifMatch, CancellationToken stop)
    {
        var currency = head.State.IsOpen ? null : (await profiles.Find(head.Account, stop))?.Profile.Currency;
        var earlier = AccountSettings.Of(head.State, currency, defaults, chosen);
        var outcome = earlier.Change(wish, head.State, ifMatch);
        if (!outcome.IsAccepted(out var changed, out _) || changed.FactAfter(earlier) is not { } fact)
            return new(outcome);

        return new(outcome, new LedgerEntry(clock.GetUtcNow()) { Movements = [fact] });
    }
}
