using Azure;
using Azure.Data.Tables;
using Billing.Ledger;
using Billing.Money;
using Billing.Platform;

namespace Billing.Accounts;

/// <summary>Preferences as they hold, with the version of their row; no version while nobody chose.</summary>
public sealed record StoredPreferences(Preferences Preferences, ETag? Version)
{
    public bool IsDefault => Version is null;
}

/// <summary>Where the choices of accounts are kept: one row each, beside the billing profile.</summary>
public sealed class PreferencesTable(TableServiceClient tables, ProfileTable profiles)
{
    private readonly TableClient _rows = tables.GetTableClient(ProfileTable.Name);

    /// <summary>What holds for the account, by its choice or by its billing country.</summary>
    public async Task<Preferences> Find(AccountId account, CancellationToken stop) =>
        (await FindStored(account, stop)).Preferences;

    public async Task<StoredPreferences> FindStored(AccountId account, CancellationToken stop)
    {
        var found = await _rows.GetEntityIfExistsAsync<TableEntity>(
            Partition(account), Row(account), cancellationToken: stop);
        if (found.HasValue) return new(Read(found.Value!), found.Value!.ETag);

        return new(Preferences.Default((await profiles.Find(account, stop))?.Profile), Version: null);
    }

    /// <summary>False when somebody else was faster; read and decide again.</summary>
    /// <param name="earlier">What the choice was made from.</param>
    public async Task<bool> Save(
        AccountId account, StoredPreferences earlier, Preferences chosen, CancellationToken stop)
    {
        var row = Write(account, chosen);
        try
        {
            if (earlier.Version is { } version)
                await _rows.UpdateEntityAsync(row, version, TableUpdateMode.Replace, stop);
            else await _rows.AddEntityAsync(row, stop);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private static string Partition(AccountId account) => $"{account.Bucket}|{account}";

    private static string Row(AccountId account) => $"preferences|{account}";

    private static TableEntity Write(AccountId account, Preferences chosen) => new(Partition(account), Row(account))
    {
        ["language"] = EnumText.Format(chosen.Language),
        ["timeZone"] = chosen.TimeZone,
        ["displayCurrency"] = chosen.DisplayCurrency?.Code ?? "",
        ["muted"] = (int)chosen.Muted,
    };

    private static Preferences Read(TableEntity row)
    {
        var isKnown = EnumText.TryParse<Language>(row.GetString("language"), out var language);
        Invariant.Holds(isKnown, "a stored language is known");
        var currency = row.GetString("displayCurrency");
        return new(
            language, row.GetString("timeZone"), currency.Length > 0 ? Currency.Parse(currency) : null)
        {
            Muted = (NoticeFamily)(row.GetInt32("muted") ?? 0),
        };
    }
}
