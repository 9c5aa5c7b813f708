using System.Text.Json;
using Stripe;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>
/// The few administrative requests of the setup, by path and parameters: their answers are read once and kept nowhere, which is not
/// worth a type for each.
/// </summary>
internal sealed class StripeAccount(StripeClient client, StripeCalls calls)
{
    /// <summary>Stripe's largest page.</summary>
    private const int MaxPage = 100;

    /// <summary>Reads an object; null when Stripe has none of that id.</summary>
    public async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        StripeCallResult result = await calls.ReadAsync(
            async ct => await client.RequestAsync<Answer>(HttpMethod.Get, path, new BaseOptions(), null, ct), cancellationToken);
        return result.Json is null ? null : JsonElement.Parse(result.Json);
    }

    /// <summary>Reads a list to its end.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(
        string path, IReadOnlyDictionary<string, object> parameters, CancellationToken cancellationToken)
    {
        List<JsonElement> all = [];
        JsonElement page;
        do
        {
            var options = new ListOptions { Limit = MaxPage };
            Add(options, parameters);
            if (all.Count > 0)
            {
                options.StartingAfter = all[^1].GetProperty("id").GetString();
            }

            StripeCallResult result = await calls.SendAsync(
                async ct => await client.RequestAsync<Answer>(HttpMethod.Get, path, options, null, ct), cancellationToken);
            page = JsonElement.Parse(result.Json!);
            all.AddRange(page.GetProperty("data").EnumerateArray());
        }
        while (page.GetProperty("has_more").GetBoolean() && page.GetProperty("data").GetArrayLength() > 0);
        return all;
    }

    /// <summary>Creates or changes an object.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="idempotencyKey">Of a creation; null for a change, which can be repeated as it is.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    public async Task<JsonElement> PostAsync(
        string path, IReadOnlyDictionary<string, object> parameters, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new BaseOptions();
        Add(options, parameters);
        RequestOptions? request = idempotencyKey is null ? null : new RequestOptions { IdempotencyKey = idempotencyKey };
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.RequestAsync<Answer>(HttpMethod.Post, path, options, request, ct), cancellationToken);
        return JsonElement.Parse(result.Json!);
    }

    private static void Add(BaseOptions options, IReadOnlyDictionary<string, object> parameters)
    {
        foreach ((string name, object value) in parameters)
        {
            options.AddExtraParam(name, value);
        }
    }

    /// <summary>An answer of which only the JSON is read.</summary>
    private sealed class Answer : StripeEntity<Answer>;
}
