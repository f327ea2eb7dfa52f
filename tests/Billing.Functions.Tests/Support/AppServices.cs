using System.Reflection;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests.Support;

/// <summary>What the modules of the app register, without starting it.</summary>
public static class AppServices
{
    public static IServiceCollection All()
    {
        var services = new ServiceCollection();
        var modules = typeof(PlatformModule).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Module", StringComparison.Ordinal) && IsCapability(type.Namespace!))
            .Select(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Single(method => method.Name.StartsWith("Add", StringComparison.Ordinal)));
        foreach (var module in modules) module.Invoke(null, [services]);
        return services;
    }

    /// <summary>Modules of modules are added by theirs.</summary>
    private static bool IsCapability(string name) => name.Count(sign => sign == '.') == 1;
}
