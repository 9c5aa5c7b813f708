using System.Net;
using System.Text.Json;

namespace Stripe.Infrastructure;

/// <summary>Turns an answer into the object in it, or into the exception it stands for.</summary>
internal static class ResponseReader
{
    public static T Read<T>(StripeResponse response)
        where T : IStripeEntity
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw RefusalIn(response);
        }

        T answer;
        try
        {
            answer = JsonSerializer.Deserialize<T>(response.Content, StripeJson.Options);
        }
        catch (JsonException exception)
        {
            throw Unreadable(response, exception);
        }

        if (answer is null)
        {
            throw Unreadable(response, null);
        }

        answer.StripeResponse = response;
        (answer as StripeEntity)?.KeepRaw(response.Content);
        return answer;
    }

    private static StripeException RefusalIn(StripeResponse response)
    {
        StripeError error;
        try
        {
            error = ErrorIn(response.Content);
        }
        catch (JsonException exception)
        {
            return Unreadable(response, exception);
        }

        if (error == null)
        {
            return Unreadable(response, null);
        }

        error.StripeResponse = response;
        return new StripeException(response.StatusCode, error, error.Message ?? error.ErrorDescription)
        {
            StripeResponse = response,
        };
    }

    /// <summary>An API error is an object under "error"; an OAuth error is the whole answer, with a string there.</summary>
    private static StripeError ErrorIn(string content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error))
        {
            return null;
        }

        return error.ValueKind == JsonValueKind.String
            ? root.Deserialize<StripeError>(StripeJson.Options)
            : error.Deserialize<StripeError>(StripeJson.Options);
    }

    /// <summary>The text of the answer stays out of the message, which ends up in logs; it is in the response.</summary>
    private static StripeException Unreadable(StripeResponse response, JsonException cause) =>
        new("Invalid response object from API.", cause)
        {
            HttpStatusCode = response.StatusCode,
            StripeResponse = response,
        };
}
