namespace Billing.Application.Abstractions;

/// <summary>What to set up.</summary>
/// <param name="PlansFile">The path of the file that lists the plans (<c>plans.json</c>).</param>
/// <param name="WebhookUrl">Where Stripe is to deliver events; null leaves the webhook endpoints alone.</param>
public sealed record StripeSetupRequest(string PlansFile, Uri? WebhookUrl);

/// <summary>What came of it.</summary>
/// <param name="Plans">How many plans the file has.</param>
/// <param name="Prices">How many prices they have.</param>
/// <param name="WebhookSecret">The signing secret of a webhook endpoint that is new; Stripe tells it this once.</param>
public sealed record StripeSetupResult(int Plans, int Prices, string? WebhookSecret);

/// <summary>
/// Brings a Stripe account in line with the plan file: products, prices with their lookup keys, and the webhook endpoint. Then the
/// plans in the database. Running it again changes only what differs.
/// </summary>
public interface IStripeSetup
{
    /// <summary>Sets up.</summary>
    /// <param name="request">What to set up.</param>
    /// <param name="progress">Gets a line for every step. The signing secret is not among them.</param>
    /// <param name="cancellationToken">Stops between steps; running it again goes on.</param>
    /// <exception cref="FormatException">The plan file cannot be used; the message says why.</exception>
    /// <exception cref="StripeRefusedException">Stripe answered with an error.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer.</exception>
    Task<StripeSetupResult> RunAsync(StripeSetupRequest request, TextWriter progress, CancellationToken cancellationToken);
}
