using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Protocol;

/// <summary>A refusal that is answered with one of Stripe's error bodies.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="type">Stripe's error type, such as <c>invalid_request_error</c>.</param>
/// <param name="message">What the caller reads.</param>
internal sealed class StripeApiException(int status, string type, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>Stripe's error code, such as <c>resource_missing</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The parameter that is to blame.</summary>
    public string? Parameter { get; init; }

    /// <summary>Why the issuer declined.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Further properties of the error, such as the payment intent that a card error is about.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>Found before anything was done: such an answer is not kept under the idempotency key.</summary>
    public bool BeforeExecution { get; init; }

    /// <summary>What was done before the refusal stays: a declined payment leaves a failed charge.</summary>
    public bool KeepsChanges { get; init; }

    /// <summary>Stripe's error body.</summary>
    /// <param name="baseAddress">The simulator's address, for the link to its request log.</param>
    /// <param name="requestId">The request's id.</param>
    public JsonObject ToBody(string baseAddress, string requestId)
    {
        var error = new JsonObject();
        AddIfSet(error, "code", Code);
        AddIfSet(error, "decline_code", DeclineCode);
        AddIfSet(error, "doc_url", Code is null ? null : DocUrl(Code));
        error["message"] = Message;
        AddIfSet(error, "param", Parameter);
        foreach (var (name, value) in Details)
        {
            error[name] = value?.DeepClone();
        }

        error["request_log_url"] = $"{baseAddress}/_simulator/requests?id={requestId}";
        error["type"] = type;
        return new JsonObject { ["error"] = error };
    }

    /// <summary>Where Stripe documents an error code.</summary>
    public static string DocUrl(string code) => "https://stripe.com/docs/error-codes/" + code.Replace('_', '-');

    private static void AddIfSet(JsonObject error, string name, string? value)
    {
        if (value is not null)
        {
            error[name] = value;
        }
    }
}
