using Microsoft.DurableTask;

namespace Billing.LocalHost.Durable;

/// <summary>What is kept of an exception, cut to what fits into a row.</summary>
internal static class Failures
{
    // Three of each, escaped, fit into one column.
    private const int MaxMessage = 1_000;
    private const int MaxStack = 2_000;
    private const int MaxDepth = 3;

    public static TaskFailureDetails Of(Exception exception) => Of(exception, MaxDepth);

    public static TaskFailureDetails Of(string message) =>
        new(typeof(InvalidOperationException).FullName!, Cut(message, MaxMessage), null, null, null);

    private static TaskFailureDetails Of(Exception exception, int depth)
    {
        var inner = exception is TaskFailedException failed ? failed.FailureDetails with { InnerFailure = null }
            : exception.InnerException is { } cause && depth > 1 ? Of(cause, depth - 1)
            : null;
        var stack = exception.StackTrace is { } trace ? Cut(trace, MaxStack) : null;
        return new(exception.GetType().FullName!, Cut(exception.Message, MaxMessage), stack, inner, null);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
