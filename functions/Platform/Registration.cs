using Billing.OpenApi;
using Billing.Platform.Limits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Platform;

/// <summary>A table that the app uses; all of them are created at start.</summary>
/// <param name="Name">3 to 63 letters and digits, lower case.</param>
public sealed record RegisteredTable(string Name);

/// <summary>A queue that the app sends to; the readiness check asks for it.</summary>
public sealed record RegisteredQueue(string Name);

/// <summary>How modules name what the platform gives them: tables and the roles of their functions.</summary>
public static class Registration
{
    /// <summary>
    /// Key of the TableServiceClient that sends every request once: whoever commits with an ETag asks the row, not the
    /// client, what became of an unanswered request. The client without a key repeats what it may.
    /// </summary>
    public const string SendOnce = "send-once";

    public static IServiceCollection AddTable(this IServiceCollection services, string name) =>
        services.AddSingleton(new RegisteredTable(name));

    public static IServiceCollection AddQueue(this IServiceCollection services, string name) =>
        services.AddSingleton(new RegisteredQueue(name));

    /// <summary>Adds a module's functions to the access table.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, Action<AccessTable> entries) =>
        services.AddSingleton(new AccessEntries(entries));

    /// <summary>Names those of a module's functions that have a limit of their own kind.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services, Action<LimitTable> entries) =>
        services.AddSingleton(new LimitEntries(entries));

    /// <summary>Adds what a module's functions take and answer to the description of the API.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, Action<OperationTable> entries) =>
        services.AddSingleton(new OperationEntries(entries));

    /// <summary>
    /// Adds what a module reads from the settings as one value; all of them are read and checked at start.
    /// </summary>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, Func<Settings, T> read)
        where T : class =>
        services
            .AddSingleton(provider =>
            {
                var settings = new Settings(provider.GetRequiredService<IConfiguration>());
                var value = read(settings);
                return settings.Faults.Count == 0 ? value : throw new SettingsException(settings.Faults);
            })
            .AddSingleton(new SettingsCheck(settings => read(settings)));
}

/// <summary>Reads a module's settings for their faults alone.</summary>
public sealed record SettingsCheck(Action<Settings> Read);

/// <summary>The entries of one module.</summary>
public sealed record AccessEntries(Action<AccessTable> AddTo);

/// <summary>The groups of limits of one module.</summary>
public sealed record LimitEntries(Action<LimitTable> AddTo);

/// <summary>The operations of one module.</summary>
public sealed record OperationEntries(Action<OperationTable> AddTo);
