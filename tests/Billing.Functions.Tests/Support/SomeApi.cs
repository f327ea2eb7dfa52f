using System.Text.Json.Nodes;
using Billing.OpenApi;
using Billing.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Functions.Tests.Support;

/// <summary>The description of the API as the running app gives it.</summary>
public static class SomeApi
{
    public static IReadOnlyList<HttpFunction> Functions { get; } = HttpFunction.All(typeof(PlatformModule).Assembly);

    public static OperationTable Operations { get; } = Table();

    public static AccessTable Access { get; } = Roles();

    /// <summary>As it is read from what the app answers.</summary>
    public static JsonObject Document { get; } = Read(ApiDocument.Of(
        Functions, Operations, Access, Comments.Of(typeof(PlatformModule).Assembly)));

    public static JsonObject SchemaOf(Field field) =>
        Read(field.Schema(new Shapes(Comments.Of(typeof(PlatformModule).Assembly))));

    private static JsonObject Read(JsonObject written) => JsonNode.Parse(written.ToJsonString())!.AsObject();

    private static OperationTable Table()
    {
        var operations = new OperationTable();
        foreach (var entries in Registered<OperationEntries>()) entries.AddTo(operations);
        return operations;
    }

    private static AccessTable Roles()
    {
        var access = new AccessTable();
        foreach (var entries in Registered<AccessEntries>()) entries.AddTo(access);
        return access;
    }

    private static IEnumerable<T> Registered<T>()
        where T : class =>
        AppServices.All().Select(service => service.ImplementationInstance).OfType<T>();
}
