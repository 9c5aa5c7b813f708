using System.Globalization;
using Billing.Api.Authorization;
using Billing.Api.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Billing.Api.OpenApi;

/// <summary>
/// Adds the errors that follow from an action's attributes, so that no action can forget them, and gives every error the one shape
/// that errors have.
/// </summary>
internal sealed class ProblemAnswers : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        operation.Responses ??= [];
        foreach (var (status, description) in Implied(operation, context))
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse { Description = description });
        }

        var schema = context.SchemaGenerator.GenerateSchema(typeof(Problem), context.SchemaRepository);
        foreach (var (status, response) in operation.Responses)
        {
            if (status[0] is '4' or '5' && response is OpenApiResponse error)
            {
                error.Content = new Dictionary<string, IOpenApiMediaType>
                {
                    [ProblemWriter.ContentType] = new OpenApiMediaType { Schema = schema },
                };
            }
        }
    }

    private static IEnumerable<(int Status, string Description)> Implied(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (operation.RequestBody is not null || operation.Parameters is { Count: > 0 })
        {
            yield return (400, "A field is not as it should be; errors names it.");
        }

        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            yield return (401, "Not signed in, or the access token is over.");
        }

        if (metadata.OfType<IAuthorizeData>().Any(a => a.Policy is not null || a.Roles is not null))
        {
            yield return (403, "For operators only.");
        }

        if (metadata.OfType<RequiresEntitlementAttribute>().FirstOrDefault() is { } entitlement)
        {
            yield return (403, $"{entitlement.Code}: the user's plan does not include it.");
        }

        if (metadata.OfType<EnableRateLimitingAttribute>().Any())
        {
            yield return (429, "Too many requests; Retry-After says when to try again.");
        }

        yield return (500, "A fault of ours; trace_id finds it in the logs.");
    }
}
