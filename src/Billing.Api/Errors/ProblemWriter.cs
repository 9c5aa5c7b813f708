using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Billing.Api.Json;

namespace Billing.Api.Errors;

/// <summary>Writes problems, the same way wherever they come from.</summary>
internal static class ProblemWriter
{
    /// <summary>The media type of RFC 9457.</summary>
    public const string ContentType = "application/problem+json";

    private static readonly JsonSerializerOptions Serializer = ApiJson.Create();

    /// <summary>Finds the request in the logs.</summary>
    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    /// <summary>Answers with the problem.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(
            problem with { TraceId = TraceIdOf(context) }, Serializer, ContentType, context.RequestAborted);
    }

    /// <summary>Says when to try again, in whole seconds, at least one.</summary>
    public static void RetryAfter(HttpContext context, TimeSpan wait) =>
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
