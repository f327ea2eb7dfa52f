namespace Billing.Platform;

/// <summary>Where the bus is: a connection string, or a namespace that a managed identity opens.</summary>
/// <param name="Namespace">Fully qualified, such as billing.servicebus.windows.net.</param>
public sealed record BusSettings(string? ConnectionString, string? Namespace)
{
    public static BusSettings Read(Settings settings)
    {
        var connection = settings.OptionalText("ServiceBus");
        var name = settings.OptionalText("ServiceBus__fullyQualifiedNamespace");
        if (name is null) return new(connection ?? settings.Text("ServiceBus"), null);

        if (connection is not null)
            settings.Fault("ServiceBus", "is given beside ServiceBus__fullyQualifiedNamespace; only one may be");
        if (Uri.CheckHostName(name) != UriHostNameType.Dns)
            settings.Fault("ServiceBus__fullyQualifiedNamespace", "is not a host name");
        return new(null, name);
    }
}
