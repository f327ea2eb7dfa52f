using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>What is kept of an exception, cut to what fits into a row.</summary>
internal static class Failures
{
    private const int MaxCharacters = 4_000;
    private const int MaxDepth = 3;

    public static TaskFailureDetails Of(Exception exception) => Of(exception, MaxDepth);

    public static TaskFailureDetails Of(string message) =>
        new(typeof(InvalidOperationException).FullName!, Cut(message), null, null, null);

    private static TaskFailureDetails Of(Exception exception, int depth)
    {
        var inner = exception is TaskFailedException failed ? failed.FailureDetails with { InnerFailure = null }
            : exception.InnerException is { } cause && depth > 1 ? Of(cause, depth - 1)
            : null;
        var stack = exception.StackTrace is { } trace ? Cut(trace) : null;
        return new(exception.GetType().FullName!, Cut(exception.Message), stack, inner, null);
    }

    private static string Cut(string text) => text.Length <= MaxCharacters ? text : text[..MaxCharacters];
}
