using Billing.Application.Accounts;
using Billing.Application.Behaviours;
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
        .AddAccounts()
        .AddAutoMapper(mapper => mapper.LicenseKey = mapperLicenseKey, typeof(DependencyInjection).Assembly);

    private static IServiceCollection AddUseCases(this IServiceCollection services) => services.AddMediatR(mediator => mediator
        .RegisterServicesFromAssemblyContaining(typeof(DependencyInjection))
        .AddOpenBehavior(typeof(ValidationBehaviour<,>)));

    /// <summary>Validators keep no state, and making one costs far more than running it: one of each.</summary>
    private static IServiceCollection AddValidators(this IServiceCollection services)
    {
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(typeof(DependencyInjection).Assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }

        return services;
    }

    private static IServiceCollection AddAccounts(this IServiceCollection services) => services.AddScoped<SignInSession>();
}
