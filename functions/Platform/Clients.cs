using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Billing.Platform;

/// <summary>Makes the clients of what the app depends on.</summary>
public static class Clients
{
    private const int PatientRetries = 3;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Repeats what failed on the way a few times.</summary>
    public static TableServiceClient PatientTables(StorageSettings settings) => Tables(settings, PatientRetries);

    /// <summary>Sends every request once; see <see cref="Registration.SendOnce"/>.</summary>
    public static TableServiceClient SendOnceTables(StorageSettings settings) => Tables(settings, maxRetries: 0);

    public static ServiceBusClient Bus(BusSettings settings) => settings.Namespace is { } name
        ? new(name, new DefaultAzureCredential())
        : new(settings.ConnectionString!);

    public static IConfigurationManager<OpenIdConnectConfiguration> Authority(AuthSettings settings, HttpClient http) =>
        new ConfigurationManager<OpenIdConnectConfiguration>(
            settings.Discovery,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = !settings.Authority.IsLoopback });

    private static TableServiceClient Tables(StorageSettings settings, int maxRetries)
    {
        var options = new TableClientOptions
        {
            Retry =
            {
                Mode = RetryMode.Exponential,
                MaxRetries = maxRetries,
                Delay = RetryDelay,
                NetworkTimeout = RequestTimeout,
            },
        };
        return settings.TableServiceUri is { } address
            ? new(address, new DefaultAzureCredential(), options)
            : new(settings.ConnectionString, options);
    }
}
