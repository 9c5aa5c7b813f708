using System.Text.Json;
using Billing.Application.StripeEvents;
using Stripe;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>Brings the webhook endpoint of a Stripe account in line with the events that are handled here.</summary>
internal sealed class StripeWebhookEndpoint(StripeAccount account)
{
    private const string Path = "/v1/webhook_endpoints";

    /// <summary>Creates the endpoint, or subscribes it to what is handled.</summary>
    /// <returns>The signing secret of a new endpoint; null for one that was there, whose secret Stripe does not tell again.</returns>
    public async Task<string?> BringInLineAsync(Uri url, TextWriter progress, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, object>();
        JsonElement found = (await account.ListAsync(Path, none, cancellationToken))
            .FirstOrDefault(e => e.GetProperty("url").GetString() == url.AbsoluteUri);
        if (found.ValueKind == JsonValueKind.Undefined)
        {
            return await CreateAsync(url, progress, cancellationToken);
        }

        string id = found.GetProperty("id").GetString()!;
        await WarnOfVersionAsync(found, id, progress);
        IEnumerable<string?> subscribed = found.GetProperty("enabled_events").EnumerateArray().Select(e => e.GetString());
        if (!StripeEventCommands.HandledTypes.ToHashSet().SetEquals(subscribed!))
        {
            var wanted = new Dictionary<string, object> { ["enabled_events"] = StripeEventCommands.HandledTypes };
            await account.PostAsync($"{Path}/{id}", wanted, idempotencyKey: null, cancellationToken);
            await progress.WriteLineAsync($"webhook endpoint {id}: subscribed to {StripeEventCommands.HandledTypes.Count} types of events");
        }
        else
        {
            await progress.WriteLineAsync($"webhook endpoint {id}: up to date");
        }

        return null;
    }

    private async Task<string?> CreateAsync(Uri url, TextWriter progress, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, object>
        {
            ["url"] = url.AbsoluteUri,
            ["enabled_events"] = StripeEventCommands.HandledTypes,
            ["api_version"] = StripeConfiguration.ApiVersion,
            ["description"] = "Billing",
        };
        JsonElement created = await account.PostAsync(Path, wanted, idempotencyKey: null, cancellationToken);
        await progress.WriteLineAsync($"webhook endpoint {created.GetProperty("id").GetString()}: created for {url}");
        return created.GetProperty("secret").GetString();
    }

    /// <summary>The version of an endpoint is fixed when it is made. Payloads of another release train cost a call each.</summary>
    private static async Task WarnOfVersionAsync(JsonElement found, string id, TextWriter progress)
    {
        string? version = found.TryGetProperty("api_version", out JsonElement field) ? field.GetString() : null;
        if (version != StripeConfiguration.ApiVersion)
        {
            await progress.WriteLineAsync(
                $"webhook endpoint {id}: sends API version {version ?? "of the account"}, not {StripeConfiguration.ApiVersion}; "
                + "delete it in the Dashboard and run this again to change that");
        }
    }
}
