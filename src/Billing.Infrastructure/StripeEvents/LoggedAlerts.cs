using Billing.Application.Abstractions;
using Microsoft.Extensions.Logging;

namespace Billing.Infrastructure.StripeEvents;

/// <summary>Raises alerts in the log, at Error, where monitoring looks for them.</summary>
internal sealed partial class LoggedAlerts(ILogger<LoggedAlerts> logger) : IOperatorAlerts
{
    /// <inheritdoc />
    public void Raise(OperatorAlert alert, string subjectId) => LogAlert(logger, alert, subjectId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Alert {Alert}: {SubjectId}")]
    private static partial void LogAlert(ILogger logger, OperatorAlert alert, string subjectId);
}
