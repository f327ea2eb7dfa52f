using Billing.LocalHost.Startup;
using Billing.LocalHost.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;

namespace Billing.LocalHost.Tests.Startup;

public sealed class HostServicesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("billing-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_settings_file_gives_way_to_the_environment()
    {
        var own = $"HostTest{Guid.CreateVersion7():N}";
        Environment.SetEnvironmentVariable($"{own}__B", "from the environment");
        WriteSettings($$"""{"{{own}}__A":"from the file","{{own}}__B":"from the file","{{own}}:C":3}""");

        var settings = Build();

        Assert.Equal("from the file", settings[$"{own}:A"]);
        Assert.Equal("from the environment", settings[$"{own}:B"]);
        Assert.Equal("3", settings[$"{own}:C"]);
    }

    [Fact]
    public void The_sample_counts_only_without_a_file_of_ones_own()
    {
        WriteSettings("""{"A":"sample"}""", "local.settings.sample.json");
        Assert.Equal("sample", Build()["A"]);

        WriteSettings("""{"A":"own"}""");
        Assert.Equal("own", Build()["A"]);
    }

    [Fact]
    public void Development_storage_becomes_the_endpoints_of_our_ports()
    {
        WriteSettings("""
            {"AzureWebJobsStorage":"UseDevelopmentStorage=true","ServiceBus":"UseDevelopmentStorage=true;",
             "Other":"AccountName=a","LocalHost__BlobPort":"1","LocalHost__QueuePort":"2","LocalHost__TablePort":"3"}
            """);

        var settings = Build();

        var expected = new AzuritePorts(1, 2, 3).ConnectionString;
        Assert.Equal((expected, expected), (settings["AzureWebJobsStorage"], settings["ServiceBus"]));
        Assert.Equal("AccountName=a", settings["Other"]);
        Assert.NotNull(settings[HostServices.UsesDevelopmentStorage]);
    }

    [Fact]
    public void Addresses_of_the_host_follow_its_port()
    {
        WriteSettings("""
            {"Jwt__Authority":"http://localhost:7071/dev","Away":"http://localhost:70710/",
             "LocalHost__HttpPort":"7999"}
            """);

        var settings = Build();

        Assert.Equal("http://localhost:7999/dev", settings["Jwt:Authority"]);
        Assert.Equal("http://localhost:70710/", settings["Away"]);
    }

    [Theory]
    [InlineData("LocalHost__HttpPort", "many", "must be a whole number from 1 to 65535, not 'many'")]
    [InlineData("LocalHost__QueuePort", "0", "must be a whole number from 1 to 65535, not '0'")]
    [InlineData("LocalHost__LockSeconds", "301", "must be a whole number from 1 to 300, not '301'")]
    [InlineData("LocalHost__Faults__Delay", "1.5", "must be a share from 0 to 1, not '1.5'")]
    [InlineData("LocalHost__Azurite", "cloud", "is 'own' or 'external', not 'cloud'")]
    public void A_wrong_setting_is_named(string name, string value, string why)
    {
        WriteSettings($$"""{"{{name}}":"{{value}}"}""");

        var refusal = Assert.Throws<StartupRefusedException>(Build);

        Assert.Contains($"The setting {name} {why}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_files_are_named()
    {
        File.WriteAllText(Path.Combine(_folder, "local.settings.json"), "{");
        File.WriteAllText(Path.Combine(_folder, "host.json"), "{");

        var settings = Assert.Throws<StartupRefusedException>(Build);
        var host = Assert.Throws<StartupRefusedException>(() => HostJson.Read(_folder));

        Assert.Contains("local.settings.json", settings.Message, StringComparison.Ordinal);
        Assert.Contains("host.json", host.Message, StringComparison.Ordinal);
    }

    private ConfigurationManager Build() =>
        new FunctionsApplicationBuilder(new HostEntry { BaseDirectory = _folder, IsEmbedded = true }).Configuration;

    private void WriteSettings(string values, string file = "local.settings.json") =>
        File.WriteAllText(Path.Combine(_folder, file), $$"""{"IsEncrypted":false,"Values":{{values}}}""");
}
