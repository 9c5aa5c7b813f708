using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Billing.Api.OpenApi;

/// <summary>
/// What cannot be null is always there, so it is required: else every generated type is full of optional members. Members with a
/// default in a request stay optional.
/// </summary>
internal sealed class RequiredProperties : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } written)
        {
            return;
        }

        written.Required ??= new HashSet<string>();
        foreach (var (name, property) in properties)
        {
            if (property.Default is null && property.Type?.HasFlag(JsonSchemaType.Null) != true)
            {
                written.Required.Add(name);
            }
        }
    }
}
