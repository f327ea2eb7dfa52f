using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Accounts;

/// <summary>Billing profiles: who pays, in which country and currency.</summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddTable(ProfileTable.Name)
        .AddSingleton<ProfileTable>()
        .AddSettings(Minimums)
        .AddAccess(access => access
            .Allow(nameof(GetProfile), Role.Customer, Role.Finance)
            .Allow(nameof(PutProfile), Role.Customer, Role.Finance));

    private static CurrencyMinimums Minimums(Settings settings) => settings.Value<CurrencyMinimums>(
        "Accounts__CurrencyMinimums", CurrencyMinimums.TryParse, "a list like VND 500000, USD 25");
}
