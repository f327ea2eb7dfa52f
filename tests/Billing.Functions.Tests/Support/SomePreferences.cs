using Billing.Accounts;

namespace Billing.Functions.Tests.Support;

/// <summary>Where the preferences of tests' accounts are kept; who chose nothing has the defaults.</summary>
public static class SomePreferences
{
    public static async Task<PreferencesTable> Table(Azurite azurite, FaultPlan? faults = null)
    {
        await azurite.Table(ProfileTable.Name);
        var tables = await azurite.Tables(faults);
        return new(tables, new(tables));
    }
}
