using Billing.Application.Abstractions;

namespace Billing.Infrastructure.Stripe.Setup;

/// <summary>Sets up the Stripe account first, then the database, so that the database never names a price that does not exist.</summary>
internal sealed class StripeSetup(StripeCatalog catalog, StripeWebhookEndpoint endpoint, PlanTables tables) : IStripeSetup
{
    /// <inheritdoc />
    public async Task<StripeSetupResult> RunAsync(StripeSetupRequest request, TextWriter progress, CancellationToken cancellationToken)
    {
        PlanFile file = await PlanFile.ReadAsync(request.PlansFile, cancellationToken);
        IReadOnlyDictionary<string, string> priceIds = await catalog.BringInLineAsync(file, progress, cancellationToken);
        await tables.BringInLineAsync(file, priceIds, cancellationToken);
        await progress.WriteLineAsync($"database: {file.Plans.Count} plans with {priceIds.Count} prices");
        string? secret = request.WebhookUrl is { } url ? await endpoint.BringInLineAsync(url, progress, cancellationToken) : null;
        return new StripeSetupResult(file.Plans.Count, priceIds.Count, secret);
    }
}
