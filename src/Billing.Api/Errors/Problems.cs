using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Billing.Api.Errors;

/// <summary>Which problem a failure is. A failure that is not here is a fault of ours: 500, and nothing is told.</summary>
internal static class Problems
{
    private const string TryAgainSoon = "Nothing is lost; try again in a moment.";

    /// <summary>The problem of an expected failure; null for an unexpected one.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="tellsInternals">Whether the caller is a developer: Stripe's own sentence helps them, and nobody else.</param>
    public static Problem? Of(Exception failure, bool tellsInternals) => failure switch
    {
        ValidationException e => Invalid(ErrorsOf(e)),
        BillingException e => Of(e),
        StripeRefusedException { Type: "card_error" } e => Of(402, "payment_declined", e.Message) with { RequestId = e.RequestId },
        StripeRefusedException e => Of(502, "stripe_refused", tellsInternals ? e.Message : "The payment provider refused the request.")
            with { RequestId = e.RequestId },
        StripeUnreachableException => Of(503, "stripe_unreachable", "The payment provider does not answer. " + TryAgainSoon),
        InboxUnavailableException => Of(503, "inbox_unavailable", "The event could not be stored. Deliver it again."),
        DbUpdateConcurrencyException or UniqueViolationException =>
            Of(409, "conflict", "Somebody changed this at the same time. Read it again and repeat the change."),
        BadHttpRequestException e => OfStatus(e.StatusCode),
        _ => null,
    };

    /// <summary>A request whose fields are not as they should be.</summary>
    public static Problem Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Of(400, "validation_failed", "Some fields are not as they should be.") with { Errors = errors };

    /// <summary>A status that was answered without a body, by routing or authentication for example.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        400 => Of(status, "bad_request", "The request cannot be read."),
        401 => Of(status, "unauthenticated", "Sign in and send the access token as a bearer token."),
        403 => Of(status, "forbidden", "You may not do this."),
        404 => Of(status, "not_found", "There is nothing here."),
        405 => Of(status, "method_not_allowed", "This address does not take that method."),
        413 => Of(status, "body_too_large", $"A body has at most {RequestLimits.MaxBodyBytes} bytes."),
        415 => Of(status, "unsupported_media_type", "Send the body as application/json."),
        429 => Of(status, "too_many_requests", "Too many requests. Try again later."),
        500 => Of(status, "internal_error", "Something went wrong here. It has been noted."),
        _ => Of(status, "status_" + status, detail: null),
    };

    /// <summary>A field as callers know it: <c>Items[0].PriceId</c> is <c>items[0].price_id</c>.</summary>
    public static string FieldOf(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    private static Problem Of(BillingException e)
    {
        var problem = Of(StatusOf(e.Kind), e.Code, e.Message) with { Url = e.Url };
        return e.Field is null
            ? problem
            : problem with { Errors = new Dictionary<string, string[]> { [FieldOf(e.Field)] = [e.Message] } };
    }

    private static Problem Of(int status, string code, string? detail) => new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Code = code,
        Detail = detail,
    };

    private static int StatusOf(BillingErrorKind kind) => kind switch
    {
        BillingErrorKind.Invalid => 400,
        BillingErrorKind.Unauthenticated => 401,
        BillingErrorKind.PaymentDeclined => 402,
        BillingErrorKind.Forbidden => 403,
        BillingErrorKind.NotFound => 404,
        BillingErrorKind.Conflict => 409,
        BillingErrorKind.IdempotencyMismatch => 422,
    };

    private static Dictionary<string, string[]> ErrorsOf(ValidationException e) => e.Errors
        .GroupBy(error => FieldOf(error.PropertyName), error => error.ErrorMessage)
        .ToDictionary(field => field.Key, field => field.Distinct().ToArray());
}
