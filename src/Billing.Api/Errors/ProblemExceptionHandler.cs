using Billing.Application.Abstractions;
using Microsoft.AspNetCore.Diagnostics;

namespace Billing.Api.Errors;

/// <summary>The one place where an exception becomes an answer.</summary>
internal sealed partial class ProblemExceptionHandler(IHostEnvironment environment, ILogger<ProblemExceptionHandler> logger)
    : IExceptionHandler
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = Problems.Of(exception, tellsInternals: !environment.IsProduction());
        if (problem is null)
        {
            LogFault(exception, httpContext.Request.Method, RouteOf(httpContext), ProblemWriter.TraceIdOf(httpContext));
            problem = Problems.OfStatus(StatusCodes.Status500InternalServerError);
        }
        else if (exception is StripeRefusedException { Type: not "card_error" } refused)
        {
            LogRefused(refused.Status, refused.Type, refused.Code, refused.Param, refused.RequestId);
        }
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(exception, problem.Code);
            ProblemWriter.RetryAfter(httpContext, Pause);
        }

        await ProblemWriter.WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>The template, never the address itself: that may hold what belongs in no log.</summary>
    private static string? RouteOf(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;

    [LoggerMessage(LogLevel.Error, "{Method} {Route} failed; trace {TraceId}.")]
    private partial void LogFault(Exception exception, string method, string? route, string traceId);

    [LoggerMessage(LogLevel.Warning, "Stripe refused with {Status}: type {Type}, code {Code}, parameter {Param}, request {RequestId}.")]
    private partial void LogRefused(int status, string? type, string? code, string? param, string? requestId);

    [LoggerMessage(LogLevel.Warning, "Answered 503 {Code}.")]
    private partial void LogUnavailable(Exception exception, string code);
}
