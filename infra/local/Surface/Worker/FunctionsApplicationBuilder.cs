using Microsoft.Azure.Functions.Worker.Middleware;
using Billing.LocalHost.Functions;
using Billing.LocalHost.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects the services, settings and middleware of a functions app and builds its host.</summary>
public sealed class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly HostEntry _entry;
    private readonly WorkerPipeline _pipeline = new();

    internal FunctionsApplicationBuilder(HostEntry entry)
    {
        _entry = entry;
        _web = HostServices.CreateWebBuilder(entry);
    }

    /// <inheritdoc />
    public IServiceCollection Services => _web.Services;

    /// <summary>The app's settings; environment variables win over the settings file.</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc />
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc />
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc />
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    internal bool ServesHttp { get; set; }

    /// <summary>The host, ready to run.</summary>
    public IHost Build()
    {
        HostServices.Add(_web, _entry, _pipeline, ServesHttp);
        return new HostApplication(_web.Build());
    }

    /// <summary>Adds one step around every invocation; steps run in the order in which they were added.</summary>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _pipeline.Add(middleware);
        return this;
    }

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);
}
