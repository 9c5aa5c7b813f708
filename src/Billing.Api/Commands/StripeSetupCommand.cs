using Billing.Application.Abstractions;
using Billing.Infrastructure.Persistence;

namespace Billing.Api.Commands;

/// <summary>Brings the Stripe account and the plans in the database in line with the plan file.</summary>
internal sealed class StripeSetupCommand : ISubCommand
{
    /// <summary>Not a secret: the setup comes before Stripe has told the real one, which it does not need.</summary>
    private const string NoSecretYet = "whsec_0setup0";

    public string Words => "stripe setup";

    public (string Arguments, string Summary) Usage =>
        ("[--webhook-url URL] [--plans FILE]", "creates products, prices and the webhook endpoint in the Stripe account");

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, string[] settings, CancellationToken cancellationToken)
    {
        IConfiguration options = new ConfigurationBuilder().AddCommandLine(settings).Build();
        Uri? webhookUrl = null;
        if (arguments.Count > 0 || (options["webhook-url"] is { } text && !Uri.TryCreate(text, UriKind.Absolute, out webhookUrl)))
        {
            throw new UsageException();
        }

        await using var app = ApiHost.Build(settings, builder => builder.Configuration["Stripe:WebhookSecrets:0"] ??= NoSecretYet);
        await using var scope = app.Services.CreateAsyncScope();
        var migrator = scope.ServiceProvider.GetRequiredService<DatabaseMigrator>();
        await migrator.MigrateAtStartAsync(cancellationToken);

        // Before anything is made at Stripe that the database then cannot take.
        await migrator.EnsureCurrentAsync(cancellationToken);
        var plans = options["plans"] ?? Path.Combine(AppContext.BaseDirectory, "plans.json");
        var setup = scope.ServiceProvider.GetRequiredService<IStripeSetup>();
        try
        {
            Tell(await setup.RunAsync(new StripeSetupRequest(plans, webhookUrl), Console.Out, cancellationToken));
            return 0;
        }
        catch (Exception e) when (e is FormatException or StripeRefusedException or StripeUnreachableException)
        {
            await Console.Error.WriteLineAsync($"The setup stopped: {e.Message} Running it again goes on from here.");
            return 1;
        }
    }

    private static void Tell(StripeSetupResult done)
    {
        if (done.WebhookSecret is { } secret)
        {
            Console.WriteLine($"The signing secret, shown this once; set it as Stripe__WebhookSecrets__0: {secret}");
        }
    }
}
