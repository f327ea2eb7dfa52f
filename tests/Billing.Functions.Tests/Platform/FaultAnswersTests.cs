using System.Net;
using Azure;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Billing.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Billing.Functions.Tests.Platform;

public sealed class FaultAnswersTests(Azurite azurite) : IAsyncLifetime
{
    private Func<HttpRequest, Task<IActionResult>> _run = _ =>
        Task.FromResult<IActionResult>(new OkObjectResult(new { }));
    private WebEdge _edge = null!;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite, [new("Try", "POST", "/api/v1/try", [], request => _run(request))]);

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task A_bug_is_a_problem_without_details_and_is_logged_once()
    {
        _run = _ => throw new InvalidOperationException("the secret of the inside");
        using var answer = await _edge.Send("POST", "/api/v1/try", null, "{}");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("urn:billing:problem:internal", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Single(_edge.Log.Entries, entry => entry.Event.Id == 1001 && entry.Level == LogLevel.Error);
        Assert.DoesNotContain(_edge.Log.Entries, entry => entry.Level >= LogLevel.Error && entry.Event.Id != 1001);
    }

    [Fact]
    public async Task What_fails_is_counted_once_and_what_a_function_decided_on_is_not()
    {
        using var watched = new Watched(isEverywhere: true);
        await using var edge = await WebEdge.Start(
            azurite,
            [
                new("Throws", "POST", "/throws", [], _ => throw new InvalidOperationException()),
                new("Away", "POST", "/away", [], _ => throw new RequestFailedException(503, "storage is away")),
                new("Unable", "POST", "/unable", [], _ => Task.FromResult(Problem.Unavailable("Later."))),
                new("Refuses", "POST", "/refuses", [], _ => Task.FromResult(Problem.Malformed("No."))),
            ]);

        foreach (var path in (string[])["/throws", "/away", "/unable", "/refuses"])
        {
            using var answer = await edge.Send("POST", path, null, "{}");
            Assert.Matches("\"traceId\":\"[0-9a-f]{32}\"", await answer.Content.ReadAsStringAsync());
        }
        await edge.DisposeAsync();

        Assert.Equal(1, watched.Sum(Instruments.FunctionFailures, "function=Throws trigger=http"));
        Assert.Equal(1, watched.Sum(Instruments.FunctionFailures, "function=Away trigger=http"));
        Assert.Equal(0, watched.Sum(Instruments.FunctionFailures, "function=Unable trigger=http"));
        Assert.Equal(0, watched.Sum(Instruments.FunctionFailures, "function=Refuses trigger=http"));
    }

    [Fact]
    public async Task An_outage_is_to_be_tried_again_and_is_a_warning()
    {
        _run = _ => throw new RequestFailedException(503, "storage is away");
        using var answer = await _edge.Send("POST", "/api/v1/try", null, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), answer.Headers.RetryAfter?.Delta);
        Assert.DoesNotContain("storage", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(_edge.Log.Entries, entry => entry.Event.Id == 1002 && entry.Level == LogLevel.Warning);
    }

    [Fact]
    public async Task A_row_that_others_keep_winning_is_to_be_tried_again()
    {
        _run = _ => throw new BusyException("busy");
        using var answer = await _edge.Send("POST", "/api/v1/try", null, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_guessing_its_type_and_keeping_it()
    {
        using var answer = await _edge.Send("POST", "/api/v1/try", null, "{}");

        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_body_without_a_length_is_cut_off_at_the_limit()
    {
        long? served = 0;
        _run = async request =>
        {
            served = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize;
            var read = await RawBody.Read(request, RawBody.DefaultMaxBytes, default);
            return read.IsAccepted(out _, out var refusal) ? new OkResult() : RawBody.Refuse(refusal, 1);
        };
        using var answer = await _edge.Send("POST", "/api/v1/try", null, new string('x', 300 * 1024), request =>
            request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(FaultAnswers.MaxServedBytes, served);
    }

    [Fact]
    public async Task A_caller_who_left_is_no_failure()
    {
        var entered = new TaskCompletionSource();
        _run = async request =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
            return new OkResult();
        };
        using var leaving = new CancellationTokenSource();
        using var content = new StringContent("{}");
        var sent = _edge.Http.PostAsync(new Uri("/api/v1/try", UriKind.Relative), content, leaving.Token);
        await entered.Task;
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        Assert.DoesNotContain(_edge.Log.Entries, entry => entry.Event.Id is 1001 or 1002);
    }

    [Fact]
    public async Task Other_triggers_fail_as_they_are()
    {
        var faults = new FaultAnswers(new(new HashSet<string>()), NullLogger<FaultAnswers>.Instance);

        await Assert.ThrowsAsync<BusyException>(() => faults.Invoke(
            new FakeContext("RateUsage", _edge.Services, http: null), _ => throw new BusyException("again")));
    }
}
