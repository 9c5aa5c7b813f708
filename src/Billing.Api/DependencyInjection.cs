using Billing.Api.Authentication;
using Billing.Api.Controllers;
using Billing.Api.Errors;
using Billing.Api.Frontend;
using Billing.Api.Health;
using Billing.Api.Idempotency;
using Billing.Api.Json;
using Billing.Api.Observability;
using Billing.Api.OpenApi;
using Billing.Api.RateLimiting;
using Billing.Api.Security;
using Billing.Application.Abstractions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace Billing.Api;

/// <summary>What the web layer brings, and the order in which a request passes it.</summary>
internal static class DependencyInjection
{
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment) => services
        .AddJsonControllers()
        .AddExceptionHandler<ProblemExceptionHandler>()
        .AddAccessTokenAuthentication()
        .AddRateLimits(configuration)
        .AddTrustedProxies(configuration)
        .AddKeyRing(configuration, environment)
        .AddHealth()
        .AddTelemetry(configuration)
        .AddFrontend()
        .AddSingleton<PagePolicy>()
        .AddOpenApiDocument(environment)
        .AddScoped<IIdempotencyContext, HttpIdempotencyContext>()
        .AddHostedService<DatabaseStart>();

    public static void UseApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status =>
            ProblemWriter.WriteAsync(status.HttpContext, Problems.OfStatus(status.HttpContext.Response.StatusCode)));
        if (app.Environment.IsDevelopment())
        {
            app.UseSwaggerPages();
        }
        else
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseFrontendFiles();
        app.UseRouting();
        app.UseFrontendPage();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.MapControllers().Add(DecideWhoMayCall);
        app.MapHealth();
    }

    /// <summary>Whatever does not say otherwise needs a token. A delivery needs a signature, and is spared what looks for tokens and callers.</summary>
    private static void DecideWhoMayCall(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<ControllerActionDescriptor>().Any(action => action.ControllerTypeInfo == typeof(StripeWebhooksController)))
        {
            new OneEndpoint(endpoint).ShortCircuit();
        }
        else if (!endpoint.Metadata.OfType<IAllowAnonymous>().Any())
        {
            endpoint.Metadata.Add(new AuthorizeAttribute());
        }
    }

    private static IServiceCollection AddJsonControllers(this IServiceCollection services)
    {
        services.AddControllers(mvc =>
            {
                // The validators say what is required, in one place and in our words.
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.Conventions.Add(new SnakeCaseQueryNames());
                SpeakJsonOnly(mvc);
            })
            .ConfigureApplicationPartManager(parts =>
            {
                // Another process may host the application: its controllers are not ours.
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(ApiHost).Assembly));
            })
            .ConfigureApiBehaviorOptions(api =>
            {
                api.SuppressMapClientErrors = true;
                api.InvalidModelStateResponseFactory = ModelStateProblems.Answer;
            })
            .AddJsonOptions(json =>
            {
                // Keeps the reader's exception, by which broken JSON is told from a wrong type.
                json.AllowInputFormatterExceptionMessages = false;
                ApiJson.Configure(json.JsonSerializerOptions);
            });
        return services;
    }

    private static void SpeakJsonOnly(MvcOptions mvc)
    {
        mvc.OutputFormatters.RemoveType<StringOutputFormatter>();
        foreach (var types in mvc.InputFormatters.OfType<SystemTextJsonInputFormatter>().Select(f => f.SupportedMediaTypes)
            .Concat(mvc.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Select(f => f.SupportedMediaTypes)))
        {
            types.Clear();
            types.Add("application/json");
        }
    }

    /// <summary>For conventions that exist for groups of endpoints only.</summary>
    private sealed class OneEndpoint(EndpointBuilder endpoint) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(endpoint);
    }
}
