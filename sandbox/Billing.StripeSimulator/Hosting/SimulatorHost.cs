using Billing.StripeSimulator.Api;
using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Control;
using Billing.StripeSimulator.Dashboard;
using Billing.StripeSimulator.Faults;
using Billing.StripeSimulator.Hosting;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Portal;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.StripeJs;
using Billing.StripeSimulator.Time;
using Billing.StripeSimulator.Webhooks;

namespace Billing.StripeSimulator;

/// <summary>Puts the simulator together, to run alone or inside another process.</summary>
public static class SimulatorHost
{
    /// <summary>
    /// An application that plays Stripe once it is started. It reads its own configuration only: environment variables that
    /// begin with <c>SIMULATOR_</c>, and the arguments.
    /// </summary>
    /// <param name="args">Command line, such as <c>--port 0 --data FILE</c>. See <see cref="SimulatorOptions"/>.</param>
    /// <param name="configure">Changes to the application before it is built, such as its log level.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Billing.StripeSimulator",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddEnvironmentVariables("SIMULATOR_").AddCommandLine(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is thrown to the caller, who says it in one line; what stops a running host is logged as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var options = SimulatorOptions.From(builder.Configuration);
        builder.WebHost.UseUrls(options.ListenOn);
        AddServices(builder.Services, options);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            await context.RequestServices.GetRequiredService<Timeline>().CaughtUp.WaitAsync(context.RequestAborted);
            await next(context);
        });
        MapApi(app);
        CheckoutPages.Map(app);
        InvoicePages.Map(app);
        PortalPages.Map(app);
        ReceiptPages.Map(app);
        StripeJsRoutes.Map(app);
        ControlRoutes.Map(app);
        DashboardRoutes.Map(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, SimulatorOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SimulatorStore>();
        services.AddSingleton(provider => new SimulatorClock(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SimulatorStore>()));
        services.AddSingleton<SimulatorAddress>();
        services.AddSingleton<UnitOfWorkRunner>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<FaultInjector>();
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddSingleton<Timeline>();
        services.AddHostedService<TimelineService>();
    }

    private static void MapApi(WebApplication app)
    {
        var routes = new ApiRoutes(app);
        AccountApi.Map(routes);
        BalanceTransactionsApi.Map(routes);
        BillingPortalApi.Map(routes);
        ChargesApi.Map(routes);
        CheckoutSessionsApi.Map(routes);
        CustomersApi.Map(routes);
        DisputesApi.Map(routes);
        EventsApi.Map(routes);
        InvoicesApi.Map(routes);
        PaymentIntentsApi.Map(routes);
        PaymentMethodsApi.Map(routes);
        PortalConfigurationsApi.Map(routes);
        PricesApi.Map(routes);
        ProductsApi.Map(routes);
        RefundsApi.Map(routes);
        SubscriptionsApi.Map(routes);
        WebhookEndpointsApi.Map(routes);
        app.Map("/v1/{**rest}", context => context.RequestServices.GetRequiredService<ApiPipeline>().RefuseAsync(context));
    }
}
