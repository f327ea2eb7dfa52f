using Microsoft.Extensions.Logging;

namespace Billing.LocalHost.Tests.Durable;

/// <summary>Writes into the diary what orchestrators log.</summary>
internal sealed partial class DiaryLogs(Diary diary) : ILoggerFactory
{
    [LoggerMessage(LogLevel.Information, "log: {Text}")]
    public static partial void Said(ILogger log, string text);

    public ILogger CreateLogger(string categoryName) => new Page(diary);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The diary is all there is.");

    public void Dispose()
    {
    }

    private sealed class Page(Diary diary) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) diary.Write(formatter(state, exception));
        }
    }
}
