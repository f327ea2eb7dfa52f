using Billing.Ledger;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Accounts;

/// <summary>
/// Billing profiles: who pays, in which country and currency; and what an account has chosen for itself.
/// </summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddTable(ProfileTable.Name)
        .AddSingleton<ProfileTable>()
        .AddSingleton<PreferencesTable>()
        .AddSingleton<SettingsDesk>()
        .AddSettings(Minimums)
        .AddSettings(LowBalances)
        .AddAccess(access => access
            .Allow(nameof(GetProfile), Role.Customer, Role.Finance)
            .Allow(nameof(PutProfile), Role.Customer, Role.Finance)
            .Allow(nameof(GetSettings), Role.Customer, Role.Finance)
            .Allow(nameof(PutSettings), Role.Customer, Role.Finance))
        .AddOperations(AccountsOperations.Describe);

    private static CurrencyMinimums Minimums(Settings settings) => settings.Value<CurrencyMinimums>(
        "Accounts__CurrencyMinimums", CurrencyMinimums.TryParse, "a list like VND 500000, USD 25");

    private static LowBalanceDefaults LowBalances(Settings settings) => settings.Value<LowBalanceDefaults>(
        "Accounts__LowBalanceDefaults", LowBalanceDefaults.TryParse, "a list like VND 100000 50000, USD 5");
}
