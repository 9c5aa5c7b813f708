using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Accounts;
using Billing.Application.Alerts;
using Billing.Application.Behaviours;
using Billing.Application.Checkout;
using Billing.Application.Customers;
using Billing.Application.Disputes;
using Billing.Application.Emails;
using Billing.Application.Entitlements;
using Billing.Application.Invoices;
using Billing.Application.Mirroring;
using Billing.Application.Observability;
using Billing.Application.Payments;
using Billing.Application.Plans;
using Billing.Application.Reconciliation;
using Billing.Application.Refunds;
using Billing.Application.StripeEvents;
using Billing.Application.Subscriptions;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace Billing.Application;

/// <summary>What the application layer brings.</summary>
public static class DependencyInjection
{
    /// <summary>The use cases, with what runs around each of them.</summary>
    /// <param name="services">What to add to.</param>
    /// <param name="mapperLicenseKey">AutoMapper's licence key; null where its licence asks for none.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? mapperLicenseKey) => services
        .AddUseCases()
        .AddValidators()
        .AddSingleton<BillingMetrics>()
        .AddAccounts()
        .AddEmails()
        .AddBilling()
        .AddMirrors()
        .AddAutoMapper(mapper => mapper.LicenseKey = mapperLicenseKey, typeof(DependencyInjection).Assembly);

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services.AddMediatR(mediator => mediator
        .RegisterServicesFromAssemblyContaining(typeof(DependencyInjection))
        .AddOpenBehavior(typeof(ValidationBehaviour<,>))
        .AddOpenBehavior(typeof(IdempotencyBehaviour<,>)));

    /// <summary>Validators keep no state, and making one costs far more than running it: one of each.</summary>
    private static IServiceCollection AddValidators(this IServiceCollection services)
    {
        // A message names a field as the request does.
        ValidatorOptions.Global.DisplayNameResolver = (_, member, _) => member is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(typeof(DependencyInjection).Assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }

        return services;
    }

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddScoped<SignInSession>()
        .AddScoped<AccountDeparture>()
        .AddScoped<EmailOutbox>();

    private static IServiceCollection AddEmails(this IServiceCollection services) => services
        .AddScoped<ChangeEmails>()
        .AddScoped<EmailComposer>()
        .AddScoped<AccountEmailTexts>()
        .AddScoped<PaymentEmailTexts>()
        .AddScoped<SubscriptionEmailTexts>()
        .AddSingleton<EmailRenderer>();

    private static IServiceCollection AddBilling(this IServiceCollection services) => services
        .AddScoped<AlertRows>()
        .AddScoped<IdempotencyKeys>()
        .AddScoped<IdempotentOperation>()
        .AddScoped<StripeCustomers>()
        .AddScoped<CheckoutOpener>()
        .AddScoped<CheckoutInspection>()
        .AddScoped<PlanPrices>()
        .AddScoped<SubscriptionGuard>()
        .AddScoped<SubscriptionView>()
        .AddSubscriptionChanges()
        .AddScoped<EntitlementView>()
        .AddSingleton<EventAdmission>()
        .AddScoped<EventReplay>()
        .AddScoped<EventsWalk>()
        .AddScoped<ObjectComparison>()
        .AddScoped<MirrorComparison>()
        .AddScoped<MoneyComparison>()
        .AddScoped<PaymentStarter>()
        .AddScoped<RefundReservation>()
        .AddScoped<RefundIssuer>()
        .AddSingleton<PaymentAmounts>();

    private static IServiceCollection AddSubscriptionChanges(this IServiceCollection services) => services
        .AddScoped<TrialOffer>()
        .AddScoped<SubscriptionInspection>()
        .AddScoped<SubscriptionDecision>()
        .AddScoped<PlanTargets>()
        .AddScoped<PlanChanger>()
        .AddScoped<PlanChangePreviewer>()
        .AddScoped<PendingChanges>()
        .AddScoped<SubscriptionCancellation>()
        .AddScoped<LastPaymentRefund>()
        .AddScoped<SubscriptionAudit>()
        .AddScoped<CollectionPause>();

    private static IServiceCollection AddMirrors(this IServiceCollection services) => services
        .AddScoped<MirrorRows>()
        .AddScoped<SubscriptionsOfUsers>()
        .AddScoped<MirrorPreload>()
        .AddScoped<MirrorChanges>()
        .AddScoped<UnitOfWork>()
        .AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<UnitOfWork>())
        .AddScoped<OwnerResolver>()
        .AddScoped<DefaultMethod>()
        .AddScoped<NextCards>()
        .AddScoped<PriceClassifier>()
        .AddScoped<PaymentLinker>()
        .AddScoped<PaymentCompletion>()
        .AddScoped<PaymentOwner>()
        .AddScoped<RefundedCharge>()
        .AddScoped<RefundTotals>()
        .AddScoped<CurrentSubscriptionChooser>()
        .AddMirror<CheckoutSessionMirror>()
        .AddMirror<CustomerMirror>()
        .AddMirror<PaymentIntentMirror>()
        .AddMirror<ChargeMirror>()
        .AddMirror<InvoiceMirror>()
        .AddMirror<InvoicePaymentMirror>()
        .AddMirror<SubscriptionScheduleMirror>()
        .AddMirror<RefundMirror>()
        .AddMirror<DisputeMirror>()
        .AddMirror<SubscriptionMirror>();

    private static IServiceCollection AddMirror<TMirror>(this IServiceCollection services)
        where TMirror : class, IPreloadedMirror => services
        .AddScoped<TMirror>()
        .AddScoped<IPreloadedMirror>(provider => provider.GetRequiredService<TMirror>());
}
