namespace Billing.StripeSimulator.Protocol;

/// <summary>Stripe's refusals, by what is wrong. Types, codes and statuses as https://docs.stripe.com/error-codes lists them.</summary>
internal static class StripeErrors
{
    private const string InvalidRequest = "invalid_request_error";

    /// <summary>401: no API key came with the request.</summary>
    public static StripeApiException MissingApiKey() => new(
        StatusCodes.Status401Unauthorized,
        InvalidRequest,
        "You did not provide an API key. Send it in the Authorization header as 'Bearer YOUR_SECRET_KEY'.")
    { BeforeExecution = true };

    /// <summary>401: the key is not a test mode secret key.</summary>
    public static StripeApiException InvalidApiKey(string key) => new(
        StatusCodes.Status401Unauthorized, InvalidRequest, $"Invalid API Key provided: {Redact(key)}")
    { BeforeExecution = true };

    /// <summary>404: no such endpoint.</summary>
    public static StripeApiException UnknownUrl(string method, string path) => new(
        StatusCodes.Status404NotFound, InvalidRequest, $"Unrecognized request URL ({method}: {path}).") { BeforeExecution = true };

    /// <summary>400: a required parameter is absent.</summary>
    public static StripeApiException Missing(string parameter) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, $"Missing required param: {parameter}.")
    { Code = "parameter_missing", Parameter = parameter, BeforeExecution = true };

    /// <summary>400: a parameter that this endpoint does not have, or that is not simulated.</summary>
    public static StripeApiException Unknown(string parameter) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, $"Received unknown parameter: {parameter}")
    { Code = "parameter_unknown", Parameter = parameter, BeforeExecution = true };

    /// <summary>400: an empty string where a value is needed.</summary>
    public static StripeApiException Empty(string parameter) => new(
        StatusCodes.Status400BadRequest,
        InvalidRequest,
        $"You passed an empty string for '{parameter}'. Remove it to leave the value as it is, or pass a value.")
    { Code = "parameter_invalid_empty", Parameter = parameter, BeforeExecution = true };

    /// <summary>400: not an integer, or out of range.</summary>
    public static StripeApiException InvalidInteger(string parameter, string message) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, message)
    { Code = "parameter_invalid_integer", Parameter = parameter, BeforeExecution = true };

    /// <summary>400: a value that cannot be used, without a code of its own.</summary>
    public static StripeApiException Invalid(string parameter, string message, string? code = null) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, message)
    { Code = code, Parameter = parameter, BeforeExecution = true };

    /// <summary>400: the object is not in a state in which this can be done.</summary>
    public static StripeApiException Refused(string message, string? code = null, string? parameter = null) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, message)
    { Code = code, Parameter = parameter };

    /// <summary>404: the id in the address names nothing.</summary>
    public static StripeApiException NoSuchObject(string kind, string id) => new(
        StatusCodes.Status404NotFound, InvalidRequest, $"No such {NameOf(kind)}: '{id}'")
    { Code = "resource_missing", Parameter = "id" };

    /// <summary>404: no invoice will come.</summary>
    public static StripeApiException NoUpcomingInvoice(string customer) => new(
        StatusCodes.Status404NotFound, InvalidRequest, $"No upcoming invoices for customer: {customer}")
    { Code = "invoice_upcoming_none" };

    /// <summary>400: the id in a parameter names nothing.</summary>
    public static StripeApiException NoSuchReference(string kind, string id, string parameter) => new(
        StatusCodes.Status400BadRequest, InvalidRequest, $"No such {NameOf(kind)}: '{id}'")
    { Code = "resource_missing", Parameter = parameter };

    /// <summary>409: another request with this idempotency key is still running.</summary>
    public static StripeApiException KeyInUse(string key) => new(
        StatusCodes.Status409Conflict,
        "idempotency_error",
        $"There is currently another in-progress request using this Idempotent Key: {key}. Try again later.")
    { Code = "idempotency_key_in_use", BeforeExecution = true };

    /// <summary>400: the idempotency key was used for something else.</summary>
    public static StripeApiException KeyReused(string key, string difference) => new(
        StatusCodes.Status400BadRequest,
        "idempotency_error",
        $"Keys for idempotent requests can only be used with the same {difference} they were first used with. "
        + $"Use another key than '{key}' for a different request.")
    { BeforeExecution = true };

    /// <summary>429: more calls than are allowed.</summary>
    public static StripeApiException TooManyRequests() => new(
        StatusCodes.Status429TooManyRequests, InvalidRequest, "Request rate limit exceeded. Try again more slowly.")
    { Code = "rate_limit", BeforeExecution = true };

    /// <summary>500: a failure that was asked for.</summary>
    public static StripeApiException InjectedFailure() => new(
        StatusCodes.Status500InternalServerError, "api_error", "An unknown error occurred.") { BeforeExecution = true };

    /// <summary>500: the simulator itself failed.</summary>
    public static StripeApiException Internal() => new(
        StatusCodes.Status500InternalServerError, "api_error", "The simulator failed. Its log says why.") { BeforeExecution = true };

    private static string NameOf(string kind) => kind == "payment_method" ? "PaymentMethod" : kind;

    private static string Redact(string key) => key.Length <= 12 ? new string('*', key.Length) : key[..8] + "****" + key[^4..];
}
