using System.Text;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Simulation.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Billing.Simulation.CrashPoints;

/// <summary>The steps around an HTTP function as a host runs them, but for the token: who calls is known.</summary>
internal static class CrashEdge
{
    public static async Task<CrashAnswer> Send(SimWorker worker, CrashRequest asked)
    {
        var http = new DefaultHttpContext { RequestServices = worker.Service<IServiceProvider>() };
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        Fill(http.Request, asked);
        var role = asked.Account is null ? Role.Admin : Role.Customer;
        http.SetCaller(new("caller", [role], asked.Account));

        var app = new ApplicationBuilder(http.RequestServices);
        worker.Function<AnswerRecorder>().Configure(inner => inner.Run(it => Steps(worker, asked, it)))(app);
        await app.Build()(http);
        return new(http.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    private static void Fill(HttpRequest request, CrashRequest asked)
    {
        (request.Method, request.Path, request.QueryString) = (asked.Method, asked.Path, new(asked.Query));
        if (asked.Key is { } key) request.Headers[IdempotencyGate.KeyHeader] = key;
        if (asked.Body.Length == 0) return;
        var body = Encoding.UTF8.GetBytes(asked.Body);
        (request.ContentType, request.ContentLength) = (asked.ContentType, body.Length);
        request.Body = new MemoryStream(body);
    }

    /// <summary>As in production, a function's result is written after the steps have returned.</summary>
    private static async Task Steps(SimWorker worker, CrashRequest asked, HttpContext http)
    {
        IActionResult? result = null;
        var context = new FakeContext(asked.Function, http.RequestServices, http);
        var gate = worker.Function<IdempotencyGate>();
        await worker.Function<FaultAnswers>().Invoke(context, inner =>
            gate.Invoke(inner, async _ => result = await asked.Run(worker, http.Request)));
        if (result is not null) await http.Answer(result);
    }
}
