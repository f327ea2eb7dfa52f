namespace Billing.Platform;

/// <summary>Where the tables are: a connection string, or an address that a managed identity opens.</summary>
public sealed record StorageSettings(string? ConnectionString, Uri? TableServiceUri)
{
    public static StorageSettings Read(Settings settings)
    {
        var connection = settings.OptionalText("Storage");
        if (settings.OptionalText("Storage__TableServiceUri") is null)
            return new(connection ?? settings.Text("Storage"), null);

        if (connection is not null)
            settings.Fault("Storage", "is given beside Storage__TableServiceUri; only one may be");
        return new(null, settings.Uri("Storage__TableServiceUri"));
    }
}
