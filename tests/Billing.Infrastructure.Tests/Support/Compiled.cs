using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billing.Infrastructure.Tests.Support;

/// <summary>
/// The infrastructure, compiled once for all tests: its template, and what two deployments of it would make. Where the
/// compiler cannot be had, whoever asks for any of it is skipped, or fails where CI is true.
/// </summary>
public sealed class Compiled : IAsyncLifetime
{
    private const string Main = "infra/main.bicep";
    private const string Nobody = "00000000-0000-0000-0000-00000000000";
    private string _reason = "";
    private (string Output, string Complaints) _build;
    private Deployment? _usual;
    private Deployment? _closed;

    public string Complaints => Have(_build.Complaints);

    public JsonObject Template => JsonNode.Parse(Have(_build.Output))!.AsObject();

    /// <summary>With nothing given but what must be.</summary>
    public Deployment Usual => Have(_usual);

    /// <summary>In a private network, with every contract.</summary>
    public Deployment Closed => Have(_closed);

    public async ValueTask InitializeAsync()
    {
        (var compiler, _reason) = await BicepCompiler.Find();
        if (compiler is null) return;

        var build = compiler.Run("build", Repository.File(Main), "--stdout");
        var usual = Work(compiler, "usual", DeploymentParameters.Required);
        var closed = Work(compiler, "closed", DeploymentParameters.Everything);
        _build = await build;
        _usual = await usual;
        _closed = await closed;
    }

    public ValueTask DisposeAsync() => default;

    /// <summary>Works out, without a cloud, what a deployment with these parameters would make.</summary>
    private static async Task<Deployment?> Work(
        BicepCompiler compiler, string name, IReadOnlyDictionary<string, JsonNode> parameters)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "deployments");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.bicepparam");
        var main = Path.GetRelativePath(folder, Repository.File(Main)).Replace('\\', '/');
        var lines = parameters.Select(it => $"param {it.Key} = {Literal(it.Value)}");
        await File.WriteAllLinesAsync(file, [$"using '{main}'", .. lines]);
        var run = await compiler.Run(
            "snapshot", file, "--subscription-id", $"{Nobody}1", "--tenant-id", $"{Nobody}2",
            "--location", "westeurope", "--deployment-name", name);
        var made = Path.ChangeExtension(file, ".snapshot.json");
        return run.Complaints.Length == 0
            ? Deployment.Read(JsonNode.Parse(await File.ReadAllTextAsync(made))!)
            : throw new InvalidOperationException(run.Complaints);
    }

    private static string Literal(JsonNode value) => value switch
    {
        JsonObject fields => $"{{ {string.Join(", ", fields.Select(it => $"{it.Key}: {Literal(it.Value!)}"))} }}",
        _ when value.GetValueKind() == JsonValueKind.String =>
            $"'{value.GetValue<string>().Replace("'", "\\'", StringComparison.Ordinal)}'",
        _ => value.ToJsonString(),
    };

    private T Have<T>(T? value)
    {
        Assert.False(_reason.Length > 0 && Environment.GetEnvironmentVariable("CI") == "true", _reason);
        if (_reason.Length > 0) Assert.Skip(_reason);
        return value ?? throw new InvalidOperationException("The infrastructure was not compiled.");
    }
}
