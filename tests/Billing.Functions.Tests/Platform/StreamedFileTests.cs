using System.Net;
using Billing.Functions.Tests.Support;
using Billing.Platform;
using Microsoft.Extensions.Logging;

namespace Billing.Functions.Tests.Platform;

public sealed class StreamedFileTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly byte[] Piece = new byte[100_000];

    private Func<Stream, CancellationToken, Task> _write = (_, _) => Task.CompletedTask;
    private WebEdge _edge = null!;

    public async ValueTask InitializeAsync() => _edge = await WebEdge.Start(
        azurite,
        [
            new("Get", "GET", "/api/v1/file", [], _ => Task.FromResult<Microsoft.AspNetCore.Mvc.IActionResult>(
                new StreamedFile("application/x", "tệp 1.xlsx", (to, stop) => _write(to, stop)))),
        ]);

    public ValueTask DisposeAsync() => _edge.DisposeAsync();

    [Fact]
    public async Task A_file_comes_whole_with_its_name_and_type()
    {
        _write = async (to, stop) => await to.WriteAsync(Piece, stop);
        using var answer = await _edge.Send("GET", "/api/v1/file", null);

        Assert.Equal(Piece.Length, (await answer.Content.ReadAsByteArrayAsync()).Length);
        Assert.Equal("application/x", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("tệp 1.xlsx", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task What_fails_before_the_first_byte_is_a_problem()
    {
        _write = (_, _) => throw new TimeoutException("storage is away");
        using var away = await _edge.Send("GET", "/api/v1/file", null);
        _write = (_, _) => throw new InvalidOperationException("the secret of the inside");
        using var bug = await _edge.Send("GET", "/api/v1/file", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, bug.StatusCode);
        Assert.Equal(Problem.ContentType, bug.Content.Headers.ContentType?.MediaType);
        Assert.Null(bug.Content.Headers.ContentDisposition);
        Assert.DoesNotContain("secret", await bug.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_after_the_first_byte_cuts_the_connection()
    {
        _write = async (to, stop) =>
        {
            await to.WriteAsync(Piece, stop);
            await to.FlushAsync(stop);
            throw new InvalidOperationException("in the middle");
        };

        await Assert.ThrowsAsync<HttpRequestException>(() => _edge.Send("GET", "/api/v1/file", null));

        Assert.Single(_edge.Log.Entries, entry => entry.Event.Id == 1003 && entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_caller_who_goes_away_stops_the_writer()
    {
        var (begun, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        _write = async (to, stop) =>
        {
            await to.WriteAsync(Piece, stop);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => stopped.SetResult(), TaskScheduler.Default);
            stop.ThrowIfCancellationRequested();
        };
        using var leaving = new CancellationTokenSource();
        var call = _edge.Http.GetAsync("/api/v1/file", leaving.Token);
        await begun.Task;
        await leaving.CancelAsync();

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.DoesNotContain(_edge.Log.Entries, entry => entry.Level >= LogLevel.Error);
    }
}
