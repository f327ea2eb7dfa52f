using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.LocalHost.Tests.Http;

/// <summary>Shows what reached it.</summary>
public sealed class Echo(Echo.Scoped first, Echo.Scoped second)
{
    [Function("ReadThing")]
    public IActionResult Read(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id:int}/{name?}")] HttpRequest request,
        int id,
        string? name,
        FunctionContext context,
        CancellationToken stop) => new OkObjectResult(new
        {
            Id = id,
            Name = name,
            Same = request.HttpContext == context.GetHttpContext(),
            OneScope = first == second && first == context.InstanceServices.GetService<Scoped>(),
            Bound = context.BindingContext.BindingData["id"],
            Function = context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            CanStop = stop.CanBeCanceled,
        });

    [Function("WriteThing")]
    public async Task<IActionResult> Write(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", "post", Route = "things/{id:int}")] HttpRequest request,
        long id)
    {
        using var reader = new StreamReader(request.Body);
        return new ContentResult { StatusCode = 201, Content = $"{id}:{(await reader.ReadToEndAsync()).Length}" };
    }

    [Function("PlainName")]
    public Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request)
    {
        request.HttpContext.Response.Headers["x-method"] = request.Method;
        return Task.CompletedTask;
    }

    [Function("GuidThing")]
    public void ByGuid(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "by-guid/{id}")] HttpRequest request, Guid id) =>
        request.HttpContext.Response.Headers["x-id"] = id.ToString("N");

    public sealed class Scoped;
}

/// <summary>Answers with each kind of result.</summary>
public sealed class EachResult
{
    [Function("Result")]
    public IActionResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "results/{kind}")] HttpRequest request,
        string kind) => kind switch
        {
            "json" => new JsonResult(new { SomeName = 1 }) { StatusCode = 202 },
            "object" => new ObjectResult(new { SomeName = 1 }) { StatusCode = 203 },
            "problem" => new ObjectResult(new ProblemDetails { Status = 422, Title = "No" }) { StatusCode = 422 },
            "stream" => new FileStreamResult(new MemoryStream([1, 2, 3]), "application/pdf")
            {
                FileDownloadName = "a.pdf",
            },
            "redirect" => new RedirectResult("https://example.org/"),
            "none" => new NoContentResult(),
            "boom" => throw new InvalidOperationException("the secret reason"),
            "late" => new Unserializable(),
            _ => new NotFoundResult(),
        };

    private sealed class Unserializable : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => throw new NotSupportedException("the secret reason");
    }
}

/// <summary>One function per level.</summary>
public sealed class Keys
{
    [Function("ByFunctionKey")]
    public IActionResult ByFunctionKey([HttpTrigger("get", Route = "keys/function")] HttpRequest request) =>
        new OkResult();

    [Function("ByAdminKey")]
    public IActionResult ByAdminKey(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "keys/admin")] HttpRequest request) => new OkResult();
}
