using System.Reflection;
using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Billing.Api.OpenApi;

/// <summary>
/// What cannot be null is always there, so it is required: else every generated type is full of optional members. The C# type
/// decides, since the schema of a nullable enum is only a reference, which says nothing about null.
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
        var nullability = new NullabilityInfoContext();
        foreach (var member in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
            if (properties.ContainsKey(name) && nullability.Create(member).ReadState != NullabilityState.Nullable)
            {
                written.Required.Add(name);
            }
            else
            {
                written.Required.Remove(name);
            }
        }
    }
}
