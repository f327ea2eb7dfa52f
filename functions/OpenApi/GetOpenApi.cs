using Billing.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Billing.OpenApi;

/// <summary>The whole API as an OpenAPI 3.1 document.</summary>
public sealed class GetOpenApi(ApiFiles files)
{
    [Function(nameof(GetOpenApi))]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        files.Json.Answer(request);
}
