using Billing.Api;
using Billing.Application.Abstractions;
using Billing.Application.Accounts;
using Billing.Application.Errors;
using Billing.Infrastructure.Persistence;
using Billing.StripeSimulator;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Billing.Sandbox;

/// <summary>The product, configured for the simulator beside it. It is the same program as in production.</summary>
internal sealed class SandboxApi(SandboxOptions options, SimulatorServer stripe, WebhookEndpoints endpoints)
{
    /// <summary>What is sold here, by name.</summary>
    public const string ProductName = "Northwind Cloud";

    /// <summary>The demo user's address.</summary>
    public const string DemoEmail = "demo@example.com";

    /// <summary>The demo operator's address.</summary>
    public const string AdminEmail = "admin@example.com";

    /// <summary>The password of both.</summary>
    public const string Password = "sandbox-password";

    /// <summary>Stands in until the endpoint is made: nothing is signed with it.</summary>
    private const string NoSecretYet = "whsec_not_known_before_the_endpoint_is_made";

    private readonly Mailbox _mailbox = new(options.Data);

    /// <summary>Where the product answers.</summary>
    public Uri Address { get; } = new($"http://127.0.0.1:{options.Port}");

    /// <summary>
    /// Brings database and Stripe account to the state in which the product can run: the schema, <c>stripe setup</c>, the users.
    /// </summary>
    public async Task<SandboxSettings> PrepareAsync(SandboxSettings settings, CancellationToken cancellationToken)
    {
        await using WebApplication app = Build(settings);
        await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().MigrateAtStartAsync(cancellationToken);
        settings = await SetUpStripeAsync(scope.ServiceProvider, settings, cancellationToken);
        await OpenAccountAsync(scope.ServiceProvider, DemoEmail, "Demo User", cancellationToken);
        await OpenAccountAsync(scope.ServiceProvider, AdminEmail, "Demo Operator", cancellationToken);
        await scope.ServiceProvider.GetRequiredService<ISender>().Send(new AddOperator(AdminEmail), cancellationToken);
        return settings;
    }

    /// <summary>Builds the product.</summary>
    public WebApplication Build(SandboxSettings settings) => ApiHost.Build(
        ["--environment", "Development"],
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(Configuration(settings));
            builder.WebHost.UseUrls(Address.ToString());
            builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
            builder.Logging.AddFilter("LuckyPennySoftware.AutoMapper.License", LogLevel.Error);
        },
        services => services
            .Replace(ServiceDescriptor.Singleton<IBillingClock>(new SimulatedClock(stripe.Clock)))
            .Replace(ServiceDescriptor.Singleton<IEmailSender>(_mailbox))
            .AddSingleton<IStartupFilter>(new MailboxPages(_mailbox)));

    private async Task<SandboxSettings> SetUpStripeAsync(
        IServiceProvider services, SandboxSettings settings, CancellationToken cancellationToken)
    {
        var webhook = new Uri(Address, "/v1/webhooks/stripe");
        bool isSetUp = settings.WebhookSecret is not null && settings.WebhookUrl == webhook.ToString();
        if (!isSetUp)
        {
            // Stripe tells the secret of an endpoint once: one that an interrupted start or another port left behind is of no use.
            await endpoints.DeleteAllAsync(cancellationToken);
        }

        StripeSetupResult result = await services.GetRequiredService<IStripeSetup>().RunAsync(
            new StripeSetupRequest(Path.Combine(AppContext.BaseDirectory, "plans.json"), webhook),
            isSetUp ? TextWriter.Null : Console.Out,
            cancellationToken);
        return isSetUp ? settings : settings with { WebhookSecret = result.WebhookSecret, WebhookUrl = webhook.ToString() };
    }

    private static async Task OpenAccountAsync(IServiceProvider services, string email, string name, CancellationToken cancellationToken)
    {
        try
        {
            SignedIn opened = await services.GetRequiredService<ISender>().Send(new Register(email, Password, name), cancellationToken);
            var accounts = services.GetRequiredService<IUserAccounts>();
            Guid id = opened.Response.User.Id;
            await accounts.ConfirmEmailAsync(id, (await accounts.NewEmailTokenAsync(id, cancellationToken))!, cancellationToken);
        }
        catch (BillingException e) when (e.Code == "email_taken")
        {
            // An earlier run opened it.
        }
    }

    private Dictionary<string, string?> Configuration(SandboxSettings settings) => new()
    {
        ["Database:Provider"] = "Sqlite",
        ["ConnectionStrings:Billing"] = $"Data Source={Path.Combine(options.Data, "billing.db")}",
        ["Stripe:ApiBase"] = stripe.BaseAddress.ToString().TrimEnd('/'),
        ["Stripe:JsUrl"] = new Uri(stripe.BaseAddress, "/v3/").ToString(),
        ["Stripe:ApiKey"] = WebhookEndpoints.ApiKey,
        ["Stripe:PublishableKey"] = "pk_test_sandbox",
        ["Stripe:WebhookSecrets:0"] = settings.WebhookSecret ?? NoSecretYet,
        ["Jwt:SigningKey"] = settings.JwtSigningKey,
        ["Billing:ProductName"] = ProductName,
        ["Billing:AllowedReturnOrigins:0"] = Address.GetLeftPart(UriPartial.Authority),
        ["Billing:AllowedReturnOrigins:1"] = $"http://localhost:{options.Port}",
    };

    private sealed class SimulatedClock(SimulatorClock clock) : IBillingClock
    {
        public DateTime UtcNow => clock.UtcNow.UtcDateTime;
    }
}
