using Microsoft.Azure.Functions.Worker;

namespace Billing.LocalHost.Tests.Surface;

public sealed class SurfaceTests
{
    [Fact]
    public void The_host_declares_in_foreign_namespaces_exactly_the_listed_members()
    {
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Surface", "surface.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .ToList();

        var declared = PublicApi.Of(typeof(FunctionContext).Assembly, "Microsoft.", "Azure.").ToList();

        Assert.Equal(string.Join('\n', listed), string.Join('\n', declared));
    }

    [Fact]
    public void Everything_else_is_in_the_hosts_own_namespaces() =>
        Assert.All(
            typeof(FunctionContext).Assembly.GetTypes().Where(type => type.IsVisible),
            type => Assert.Matches("^(Billing\\.LocalHost|Microsoft\\.|Azure\\.)", type.Namespace!));
}
