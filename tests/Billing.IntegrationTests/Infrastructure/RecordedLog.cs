using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>One line that was logged.</summary>
public sealed record LogLine(LogLevel Level, string Category, string Text, Exception? Exception);

/// <summary>Keeps what an application logs, so that tests can look.</summary>
public sealed class RecordedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>All of it, in order.</summary>
    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, category, formatter(state, exception), exception));
    }
}
