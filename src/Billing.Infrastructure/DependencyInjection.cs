using Billing.Application.Abstractions;
using Billing.Application.Checkout;
using Billing.Application.Options;
using Billing.Infrastructure.Alerts;
using Billing.Infrastructure.Emails;
using Billing.Infrastructure.Identity;
using Billing.Infrastructure.Persistence;
using Billing.Infrastructure.Reconciliation;
using Billing.Infrastructure.Stripe;
using Billing.Infrastructure.StripeEvents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Billing.Infrastructure;

/// <summary>What the infrastructure layer brings.</summary>
public static class DependencyInjection
{
    /// <summary>The database, accounts and Stripe, as configured; settings that cannot work stop the start.</summary>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IBillingClock, WallClock>()
        .AddBillingOptions(configuration)
        .AddPersistence(configuration)
        .AddIdentityAndTokens(configuration)
        .AddEmails(configuration)
        .AddAlerts(configuration)
        .AddStripe()
        .AddStripeEvents(configuration)
        .AddReconciliation(configuration);

    private static IServiceCollection AddReconciliation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ReconciliationOptions>().Bind(configuration.GetSection(ReconciliationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ReconciliationQueue>()
            .AddSingleton<IBackgroundReconciliation>(provider => provider.GetRequiredService<ReconciliationQueue>())
            .AddHostedService<ReconciliationWorker>();
    }

    private static IServiceCollection AddEmails(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailOptions>().Bind(configuration.GetSection(EmailOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<EmailOptions>, EmailOptionsValidator>()
            .AddSingleton<IEmailSender, SmtpEmailSender>()
            .AddHostedService<EmailWorker>();
    }

    private static IServiceCollection AddAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AlertOptions>().Bind(configuration.GetSection(AlertOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidator>()
            .AddSingleton<OperatorAlerts>()
            .AddSingleton<IOperatorAlerts>(provider => provider.GetRequiredService<OperatorAlerts>())
            .AddHostedService<AlertWriter>()
            .AddHostedService<AlertMailer>();
    }

    private static IServiceCollection AddBillingOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BillingOptions>().Bind(configuration.GetSection(BillingOptions.Section)).ValidateOnStart();
        services.AddOptions<StripeOptions>().Bind(configuration.GetSection(StripeOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<BillingOptions>, BillingOptionsValidator>()
            .AddSingleton<IValidateOptions<StripeOptions>, StripeOptionsValidator>()
            .AddSingleton(provider => new ReturnUrls(
                provider.GetRequiredService<IOptions<BillingOptions>>().Value.AllowedReturnOrigins,
                allowLoopbackHttp: provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
    }
}
