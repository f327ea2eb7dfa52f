using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Accounts;

/// <summary>Billing profiles: who pays, in which country and currency.</summary>
public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddTable(ProfileTable.Name)
        .AddSingleton<ProfileTable>()
        .AddSettings(settings =>
            settings.Value<CurrencyMinimums>("Accounts__CurrencyMinimums", CurrencyMinimums.TryParse, "like VND 500000, USD 25"));
}
