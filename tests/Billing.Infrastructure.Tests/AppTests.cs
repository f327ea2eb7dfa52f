using Billing.Infrastructure.Tests.Support;

namespace Billing.Infrastructure.Tests;

public sealed class AppTests(Compiled infrastructure)
{
    [Fact]
    public void The_app_answers_over_TLS_alone_and_takes_no_password()
    {
        var app = infrastructure.Usual.App;

        Assert.Equal("true", app.Text("httpsOnly"));
        Assert.Equal("1.2", app.Text("siteConfig", "minTlsVersion"));
        Assert.Equal("1.2", app.Text("siteConfig", "scmMinTlsVersion"));
        Assert.Null(app["siteConfig", "cors"]);
        var doors = infrastructure.Usual.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();
        Assert.Equal(["ftp", "scm"], doors.Select(it => it.Id.Split('/')[^1]).Order());
        Assert.All(doors, door => Assert.Equal("false", door.Text("allow")));
    }

    [Fact]
    public void Azd_finds_the_app_by_the_name_of_its_service()
    {
        Assert.Equal("functions", infrastructure.Usual.App.Json["tags"]!["azd-service-name"]!.GetValue<string>());
        Assert.Contains("  functions:", Repository.Text("azure.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_app_runs_as_the_one_identity_and_reads_secrets_as_it()
    {
        var identity = infrastructure.Usual.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Single();
        var app = infrastructure.Usual.App;

        Assert.Equal([identity.Id], app.Json["identity"]!["userAssignedIdentities"]!.AsObject().Select(it => it.Key));
        Assert.Equal(identity.Id, app.Text("keyVaultReferenceIdentity"));
    }

    [Fact]
    public void Every_group_that_is_always_ready_exists() => Assert.All(
        infrastructure.Usual.App["functionAppConfig", "scaleAndConcurrency", "alwaysReady"]!.AsArray(),
        group =>
        {
            var name = group!["name"]!.GetValue<string>();
            if (name.StartsWith("function:", StringComparison.Ordinal))
                Assert.Contains(name["function:".Length..], CodeSettings.Functions);
            else Assert.Contains(name, (string[])["http", "durable", "blob"]);
        });

    [Fact]
    public void The_app_runs_on_the_runtime_that_it_is_built_for()
    {
        var runtime = infrastructure.Usual.App["functionAppConfig", "runtime"]!;

        Assert.Equal("dotnet-isolated", runtime["name"]!.GetValue<string>());
        Assert.Contains(
            $"<TargetFramework>net{runtime["version"]!.GetValue<string>()}</TargetFramework>",
            Repository.Text("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_platform_looks_at_an_address_that_exists()
    {
        var route = infrastructure.Usual.App.Text("siteConfig", "healthCheckPath")["/api/".Length..];

        Assert.Contains(
            $"Route = \"{route}\"", Repository.Text("functions/Platform/GetLiveness.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Gateways_and_browsers_are_sent_to_addresses_that_exist()
    {
        var routes = Repository.Text("tests/Billing.Functions.Tests/OpenApi/routes.txt");
        var address = $"https://{infrastructure.Usual.App.Name}.azurewebsites.net";

        foreach (var (name, value) in infrastructure.Usual.Settings)
            if (name.EndsWith("__ReturnUrl", StringComparison.Ordinal) || name == "PayPal__CancelUrl")
            {
                Assert.StartsWith($"{address}/api/", value, StringComparison.Ordinal);
                Assert.Contains(value[$"{address}/api".Length..], routes, StringComparison.Ordinal);
            }
    }
}
