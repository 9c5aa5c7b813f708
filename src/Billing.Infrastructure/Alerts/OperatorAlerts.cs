using System.Threading.Channels;
using Billing.Application.Abstractions;
using Billing.Application.Alerts;
using Billing.Application.Observability;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.Alerts;

/// <summary>
/// Raises alerts: in the log at Error, where monitoring looks for them, in a metric, and in the table that operators read and that mails
/// are made from. The table is written by <see cref="AlertWriter"/>, because whoever raises an alert may be in the middle of a transaction.
/// </summary>
internal sealed partial class OperatorAlerts(BillingMetrics metrics, ILogger<OperatorAlerts> logger) : IOperatorAlerts
{
    /// <summary>Alerts are rare; when thousands come at once, the log has those that do not fit.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<(OperatorAlert Alert, string SubjectId)> _raised =
        Channel.CreateBounded<(OperatorAlert, string)>(MostWaiting);

    /// <summary>What is to be written down.</summary>
    public ChannelReader<(OperatorAlert Alert, string SubjectId)> Raised => _raised.Reader;

    /// <inheritdoc />
    public void Raise(OperatorAlert alert, string subjectId)
    {
        LogAlert(logger, alert, subjectId);
        metrics.Alerted(AlertRows.NameOf(alert));
        if (!_raised.Writer.TryWrite((alert, subjectId)))
        {
            LogOverflow(logger, alert, subjectId);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert}: {SubjectId}")]
    private static partial void LogAlert(ILogger logger, OperatorAlert alert, string subjectId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert} is only in this log, too many at once: {SubjectId}")]
    private static partial void LogOverflow(ILogger logger, OperatorAlert alert, string subjectId);
}
