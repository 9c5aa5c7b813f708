using Billing.Application.Accounts;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Billing.Api.OpenApi;

/// <summary>The description of the API, for people (Swagger UI) and for the generator of the front end's types.</summary>
internal static class OpenApiSetup
{
    public const string Document = "v1";
    public const string BearerScheme = "Bearer";

    /// <summary>Where nobody can ask for it, it is left out: it takes time at the start, and memory.</summary>
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services, IHostEnvironment environment) =>
        environment.IsDevelopment() ? services.AddDocument() : services;

    public static void UseSwaggerPages(this IApplicationBuilder app) => app
        .UseSwagger()
        .UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint($"/swagger/{Document}/swagger.json", "Billing");
            ui.DocumentTitle = "Billing API";
            ui.EnablePersistAuthorization();
            ui.DisplayRequestDuration();
        });

    private static IServiceCollection AddDocument(this IServiceCollection services) => services.AddSwaggerGen(Describe);

    private static void Describe(SwaggerGenOptions swagger)
    {
        swagger.SwaggerDoc(Document, new OpenApiInfo
        {
            Title = "Billing",
            Version = Document,
            Description = "Subscriptions and payments on Stripe. Amounts are in minor units of their currency, times in UTC.",
        });
        swagger.AddSecurityDefinition(BearerScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access_token that register and login answer with.",
        });
        swagger.UseAllOfToExtendReferenceSchemas();
        swagger.SupportNonNullableReferenceTypes();
        swagger.NonNullableReferenceTypesAsRequired();
        swagger.IncludeXmlComments(typeof(ApiHost).Assembly, includeControllerXmlComments: true);
        swagger.IncludeXmlComments(typeof(SessionResponse).Assembly);
        swagger.CustomOperationIds(action => action.ActionDescriptor.RouteValues["action"]);
        swagger.SchemaFilter<RequiredProperties>();
        swagger.OperationFilter<IdempotencyKeyHeader>();
        swagger.OperationFilter<ProblemAnswers>();
        swagger.OperationFilter<BearerRequirement>();
    }
}
