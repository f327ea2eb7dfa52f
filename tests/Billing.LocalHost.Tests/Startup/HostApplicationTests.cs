using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using Billing.LocalHost.Startup;
using Billing.LocalHost.Storage;
using Billing.LocalHost.Tests.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Startup;

public sealed class HostApplicationTests
{
    private readonly int _port = AzuritePorts.Free().Blob;

    [Fact]
    public async Task A_port_in_use_ends_the_process_with_a_message()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _port);
        taken.Start();

        var (message, exitCode) = await RefusedAsync([]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The host did not start. ", message, StringComparison.Ordinal);
        Assert.Contains($"Port {_port}, which the development host needs", message, StringComparison.Ordinal);
        Assert.Contains("set LocalHost__HttpPort to another port", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_Node_ends_the_process_with_a_message()
    {
        var ports = AzuritePorts.Free();

        var (message, exitCode) = await RefusedAsync([], settings: new()
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["LocalHost__BlobPort"] = $"{ports.Blob}",
            ["LocalHost__QueuePort"] = $"{ports.Queue}",
            ["LocalHost__TablePort"] = $"{ports.Table}",
            ["LocalHost__Node"] = "/no/node/here",
        });

        Assert.Equal(1, exitCode);
        Assert.Contains("Node.js was not found", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_cannot_run_ends_the_process_with_a_message()
    {
        var (message, exitCode) = await RefusedAsync([typeof(OneOfTwo), typeof(OtherOfTwo)]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Two functions answer get same/{a}", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_wrong_end_the_process_with_their_own_words()
    {
        var (message, _) = await RefusedAsync([], builder => builder.Services
            .AddOptions<Colour>()
            .Validate(colour => colour.Name is not null, "Colour__Name is missing.")
            .ValidateOnStart());

        Assert.Equal("The host did not start. Colour__Name is missing.", message.Trim());
    }

    [Fact]
    public async Task HTTP_functions_need_the_web_application()
    {
        var (message, _) = await RefusedAsync([typeof(EachResult)], _ => { }, isWeb: false);

        Assert.Contains("does not call ConfigureFunctionsWebApplication()", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(OnTopic), "OnTopic listens to a topic")]
    [InlineData(typeof(OnOddQueue), "'odd_queue' cannot be a storage queue")]
    [InlineData(typeof(OnNoConnection), "OnNoConnection needs the setting 'Elsewhere'")]
    public async Task A_queue_that_cannot_be_heard_ends_the_process(Type function, string why)
    {
        var settings = new Dictionary<string, string?> { ["ServiceBus"] = "UseDevelopmentStorage=true" };

        var (message, _) = await RefusedAsync([function], settings: settings);

        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    private async Task<(string Message, int? ExitCode)> RefusedAsync(
        Type[] functions,
        Action<FunctionsApplicationBuilder>? configure = null,
        Dictionary<string, string?>? settings = null,
        bool isWeb = true)
    {
        int? exitCode = null;
        await using var errors = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("billing-refused-").FullName;
        var builder = new FunctionsApplicationBuilder(new HostEntry
        {
            FunctionTypes = functions,
            BaseDirectory = folder,
            Settings = new Dictionary<string, string?>(settings ?? [])
            {
                ["LocalHost__HttpPort"] = $"{_port}",
                ["LocalHost__DataFolder"] = folder,
            },
            Errors = errors,
            Exit = code => exitCode = code,
        });
        if (isWeb) builder.ConfigureFunctionsWebApplication();
        configure?.Invoke(builder);
        await builder.Build().StartAsync();
        Directory.Delete(folder, recursive: true);
        return (errors.ToString(), exitCode);
    }

    private sealed class Colour
    {
        public string? Name { get; set; }
    }

    public sealed class OnTopic
    {
        [Function(nameof(OnTopic))]
        public void Run([ServiceBusTrigger("topic", "subscription")] ServiceBusReceivedMessage message)
        {
        }
    }

    public sealed class OnOddQueue
    {
        [Function(nameof(OnOddQueue))]
        public void Run([ServiceBusTrigger("Odd_Queue")] ServiceBusReceivedMessage message)
        {
        }
    }

    public sealed class OnNoConnection
    {
        [Function(nameof(OnNoConnection))]
        public void Run(
            [ServiceBusTrigger("q", Connection = "Elsewhere")] ServiceBusReceivedMessage message)
        {
        }
    }
}
