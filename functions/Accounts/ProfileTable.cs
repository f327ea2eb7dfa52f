using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>A profile as stored, with the version that a change must name.</summary>
public sealed record StoredProfile(BillingProfile Profile, ETag Version)
{
    /// <summary>The version as HTTP carries it.</summary>
    public string Tag => Version.ToString("H");
}

/// <summary>Where billing profiles are kept: one row per account, the arbiter of the currency lock.</summary>
public sealed class ProfileTable(TableServiceClient tables)
{
    public const string Name = "accounts";

    private const int MaxAttempts = 8;

    private readonly TableClient _rows = tables.GetTableClient(Name);

    public async Task<StoredProfile?> Find(AccountId account, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            Partition(account), Row(account), cancellationToken: stop);
        return found.HasValue ? new(Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>Who buys; null also where that was erased and must be given again.</summary>
    public async Task<BillingProfile?> FindBuyer(AccountId account, CancellationToken stop) =>
        (await Find(account, stop))?.Profile is { IsErased: false } buyer ? buyer : null;

    /// <summary>
    /// Fixes the currency for ever and returns the profile; null when the account has none, or an erased one. Again is
    /// the same.
    /// </summary>
    /// <exception cref="BusyException">Others kept changing the profile.</exception>
    public async Task<BillingProfile?> LockCurrency(AccountId account, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await Find(account, stop) is not { Profile.IsErased: false } stored) return null;
            if (stored.Profile.IsCurrencyLocked) return stored.Profile;

            var locked = stored.Profile with { IsCurrencyLocked = true };
            if (await Save(account, stored, locked, stop) is { } saved) return saved.Profile;
        }

        throw new BusyException($"The profile of {account} kept changing.");
    }

    /// <summary>Saves what the newest profile may become, trying again after each lost race.</summary>
    /// <param name="ifMatch">The version that the caller edited, as its ETag was shown; null to edit whatever there
    /// is.</param>
    /// <exception cref="BusyException">Others kept changing the profile.</exception>
    public async Task<Outcome<StoredProfile, ProfileRefusal>> Change(
        AccountId account, BillingProfile edited, string? ifMatch, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var stored = await Find(account, stop);
            if (ifMatch is not null && stored?.Tag != ifMatch) return ProfileRefusal.ChangedMeanwhile;

            var outcome = stored is null ? edited : stored.Profile.Become(edited);
            if (!outcome.IsAccepted(out var profile, out var refusal)) return refusal;
            if (await Save(account, stored, profile, stop) is { } saved) return saved;
        }

        throw new BusyException($"The profile of {account} kept changing.");
    }

    /// <summary>False when there is nothing to erase: again is the same.</summary>
    /// <exception cref="BusyException">Others kept changing the profile.</exception>
    public async Task<bool> Erase(AccountId account, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await Find(account, stop) is not { Profile.IsErased: false } stored) return false;
            if (await Save(account, stored, stored.Profile.Erase(), stop) is not null) return true;
        }

        throw new BusyException($"The profile of {account} kept changing.");
    }

    /// <summary>Null when somebody else was faster.</summary>
    private async Task<StoredProfile?> Save(
        AccountId account, StoredProfile? earlier, BillingProfile profile, CancellationToken stop)
    {
        var row = Write(account, profile);
        try
        {
            var answer = earlier is null
                ? await _rows.AddEntityAsync(row, stop)
                : await _rows.UpdateEntityAsync(row, earlier.Version, TableUpdateMode.Replace, stop);
            return new(profile, answer.Headers.ETag ?? default);
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static string Partition(AccountId account) => $"{account.Bucket}|{account}";

    private static string Row(AccountId account) => $"profile|{account}";

    private static TableEntity Write(AccountId account, BillingProfile profile) => new(Partition(account), Row(account))
    {
        ["type"] = EnumText.Format(profile.Type),
        ["name"] = profile.Name,
        ["email"] = profile.Email,
        ["address"] = profile.Address,
        ["country"] = profile.Country.Code,
        ["taxCode"] = profile.TaxCode,
        ["currency"] = profile.Currency.Code,
        ["currencyLocked"] = profile.IsCurrencyLocked,
        ["erased"] = profile.IsErased,
    };

    private static BillingProfile Read(TableEntity row)
    {
        var isKnown = EnumText.TryParse<BillingType>(row.GetString("type"), out var type);
        Invariant.Holds(isKnown, "a stored billing type is known");
        return new(
            type,
            row.GetString("name"),
            row.GetString("email"),
            row.GetString("address"),
            BillingCountry.Parse(row.GetString("country")),
            row.GetString("taxCode"),
            Currency.Parse(row.GetString("currency")),
            row.GetBoolean("currencyLocked") ?? false)
        {
            IsErased = row.GetBoolean("erased") ?? false,
        };
    }
}
