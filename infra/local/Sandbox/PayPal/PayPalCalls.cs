using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Billing.LocalHost.Sandbox.PayPal;

/// <summary>What every call goes through: the failures that were ordered, and the token.</summary>
internal sealed class PayPalCalls(PayPalBook book, PayPalTokens tokens)
{
    private const int RetryAfterSeconds = 1;

    private static readonly TimeSpan Stall = TimeSpan.FromMinutes(1);

    public Task<IResult> Token(HttpRequest request) =>
        Run("token", request.HttpContext, () => tokens.Give(request));

    public Task<IResult> WithToken(string call, HttpContext http, Func<Task<IResult>> work) => Run(
        call, http, () => tokens.Holds(http.Request)
            ? work()
            : Task.FromResult(PayPalErrors.Of(401, "AUTHENTICATION_FAILURE")));

    public async Task<IResult> Run(string call, HttpContext http, Func<Task<IResult>> work)
    {
        var failure = book.TakeFailure(call);
        if (failure is null) return await work();

        book.Note($"{call} fails by order: {failure.Kind}");
        var answer = failure.After ? await work() : Results.StatusCode(500);
        return failure.Kind switch
        {
            "timeout" => await Stalled(answer, http.RequestAborted),
            "reset" => new BrokenAnswer(SendsHalf: false),
            "cut" => new BrokenAnswer(SendsHalf: true),
            "429" => TooMany(http),
            var status => PayPalErrors.Of(int.Parse(status, CultureInfo.InvariantCulture), "ORDERED_FAILURE"),
        };
    }

    private static async Task<IResult> Stalled(IResult answer, CancellationToken stop)
    {
        await Task.Delay(Stall, stop);
        return answer;
    }

    private static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return PayPalErrors.Of(429, "RATE_LIMIT_REACHED");
    }

    /// <summary>The connection ends without an answer, or within one.</summary>
    private sealed record BrokenAnswer(bool SendsHalf) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            if (SendsHalf)
            {
                httpContext.Response.ContentType = "application/json";
                httpContext.Response.ContentLength = 1000;
                await httpContext.Response.WriteAsync("{\"id\":\"");
                await httpContext.Response.Body.FlushAsync();
            }

            httpContext.Abort();
        }
    }
}
